namespace FerKit.Notebooks.Sessions;

/// <summary>The <c>nuget: Name, Version</c> form of <c>#r</c>.</summary>
internal static class PackageReference
{
    private const string Prefix = "nuget:";

    /// <summary>The package's name; null when the reference is a file.</summary>
    internal static string? Name(string reference) => reference.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        ? reference[Prefix.Length..].Split(',')[0].Trim() : null;
}
