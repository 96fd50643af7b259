namespace FerKit.Notebooks.Sessions;

/// <summary>The <c>nuget: Name, Version</c> form of <c>#r</c>.</summary>
/// <param name="Name">The package.</param>
/// <param name="Version">As written; <c>*</c>, the newest, when left out.</param>
internal sealed record PackageReference(string Name, string Version)
{
    private const string Prefix = "nuget:";

    /// <summary>The program's assembly that stands for the package; null when the package is none of the kit's.</summary>
    internal string? OwnAssembly =>
        Candidates().FirstOrDefault(CompilerReferences.IsProvided);

    /// <summary>The package; null when the reference is a file.</summary>
    internal static PackageReference? Parse(string reference)
    {
        if (!reference.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        string[] parts = reference[Prefix.Length..].Split(',', StringSplitOptions.TrimEntries);
        return new PackageReference(parts[0], parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*");
    }

    // TorchSharp's packages differ in the libtorch that they bring, and FerKit.Torch has TorchSharp's classes.
    private string[] Candidates() => Name.StartsWith("TorchSharp", StringComparison.OrdinalIgnoreCase) || Name.StartsWith("libtorch-", StringComparison.OrdinalIgnoreCase)
        ? ["TorchSharp", "FerKit.Torch"] : [Name];
}
