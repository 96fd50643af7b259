using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace FerKit.Notebooks.Sessions;

/// <summary>
/// Finds what <c>#r</c> names. An assembly that this program already brings (FerKit itself, above all) is taken from
/// the program whatever folder the path points to: two copies of one type would not fit together.
/// </summary>
internal sealed class CompilerReferences : MetadataReferenceResolver
{
    private static readonly Lazy<Dictionary<string, string>> ProgramAssemblies = new(() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.OrdinalIgnoreCase));

    // Every framework assembly, read once for all sessions.
    private static readonly Lazy<ImmutableArray<MetadataReference>> FrameworkReferences = new(() =>
        [.. ProgramAssemblies.Value.Where(a => IsFramework(a.Value)).Select(a => MetadataReference.CreateFromFile(a.Value))]);

    private readonly ScriptMetadataResolver _files;

    internal CompilerReferences(string baseDirectory) =>
        _files = ScriptMetadataResolver.Default.WithBaseDirectory(baseDirectory);

    internal static ImmutableArray<MetadataReference> Framework => FrameworkReferences.Value;

    /// <summary>Loads for the scripts; hands them the program's own copy of an assembly that it has.</summary>
    internal InteractiveAssemblyLoader Loader { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Does the program bring an assembly of this simple name?</summary>
    internal static bool IsProvided(string name) => ProgramAssemblies.Value.ContainsKey(name);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        string name = PackageReference.Name(reference) ?? Path.GetFileNameWithoutExtension(reference);
        return OfProgram(name, properties) is { } own ? [own] : _files.ResolveReference(reference, baseFilePath, properties);
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        OfProgram(referenceIdentity.Name, MetadataReferenceProperties.Assembly) ?? _files.ResolveMissingAssembly(definition, referenceIdentity);

    private PortableExecutableReference? OfProgram(string name, MetadataReferenceProperties properties)
    {
        if (!ProgramAssemblies.Value.TryGetValue(name, out string? path))
            return null;
        if (!IsFramework(path))
            Loader.RegisterDependency(AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name)));
        return MetadataReference.CreateFromFile(path, properties);
    }

    private static bool IsFramework(string path) =>
        string.Equals(Path.GetDirectoryName(path), Path.GetDirectoryName(typeof(object).Assembly.Location), StringComparison.Ordinal);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
