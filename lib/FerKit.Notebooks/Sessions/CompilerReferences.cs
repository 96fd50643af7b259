using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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

    // Every framework assembly, read once for all sessions. The compiler reuses what it made of them in an earlier
    // compilation; kept alive, the first such is the one that all sessions get, also those that begin at the same time.
    private static readonly Lazy<(ImmutableArray<MetadataReference> References, Compilation Anchor)> Framework = new(() =>
    {
        ImmutableArray<MetadataReference> references = [.. ProgramAssemblies.Value.Where(a => IsFramework(a.Value)).Select(a => MetadataReference.CreateFromFile(a.Value))];
        var anchor = CSharpCompilation.Create("anchor", references: references);
        anchor.GetAssemblyOrModuleSymbol(references[0]);
        return (references, anchor);
    });

    // One reference a file: two of them are two assemblies to the compiler. Not shared between sessions either: the
    // compiler hands what it made of a reference from one compilation to the next, and each session needs its own.
    private readonly ConcurrentDictionary<string, PortableExecutableReference> _own = new();
    private readonly ScriptMetadataResolver _files;

    internal CompilerReferences(string baseDirectory)
    {
        BaseDirectory = baseDirectory;
        _files = ScriptMetadataResolver.Default.WithBaseDirectory(baseDirectory);
    }

    /// <summary>What relative paths start from.</summary>
    internal string BaseDirectory { get; }

    /// <summary>What every cell may use without <c>#r</c>.</summary>
    internal ImmutableArray<MetadataReference> Always => Framework.Value.References.Add(File(typeof(Cell).Assembly.Location));

    /// <summary>Loads for the scripts; hands them the program's own copy of an assembly that it has.</summary>
    internal InteractiveAssemblyLoader Loader { get; } = new();

    public override bool ResolveMissingAssemblies => true;

    /// <summary>Does the program bring an assembly of this simple name?</summary>
    internal static bool IsProvided(string name) => ProgramAssemblies.Value.ContainsKey(name);

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (PackageReference.Parse(reference) is not { } package)
            return OfProgram(Path.GetFileNameWithoutExtension(reference), properties) is { } own ? [own] : _files.ResolveReference(reference, baseFilePath, properties);
        if (package.OwnAssembly is { } provided)
            return OfProgram(provided, properties) is { } kit ? [kit] : [];
        return [.. PackageRestore.Assemblies(package).Select(path => OfProgram(Path.GetFileNameWithoutExtension(path), properties) ?? File(path).WithProperties(properties))];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        OfProgram(referenceIdentity.Name, MetadataReferenceProperties.Assembly) ?? _files.ResolveMissingAssembly(definition, referenceIdentity);

    private PortableExecutableReference? OfProgram(string name, MetadataReferenceProperties properties)
    {
        if (!ProgramAssemblies.Value.TryGetValue(name, out string? path))
            return null;
        if (!IsFramework(path))
            Loader.RegisterDependency(AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name)));
        return File(path).WithProperties(properties);
    }

    private PortableExecutableReference File(string path) => _own.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file));

    private static bool IsFramework(string path) =>
        string.Equals(Path.GetDirectoryName(path), Path.GetDirectoryName(typeof(object).Assembly.Location), StringComparison.Ordinal);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
