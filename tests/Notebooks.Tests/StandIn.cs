using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FerKit.Notebooks.Tests;

/// <summary>Assemblies that are compiled from a few lines, in the place of libraries that are not here.</summary>
internal static class StandIn
{
    private const string ImplicitUsings = "global using System; global using System.IO;";

    /// <summary>Compiles one, named as its file.</summary>
    public static void Compile(string path, string code, params string[] references)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(Path.GetFileNameWithoutExtension(path), [CSharpSyntaxTree.ParseText(code), CSharpSyntaxTree.ParseText(ImplicitUsings)],
            [.. platform.Concat(references).Select(file => MetadataReference.CreateFromFile(file))], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var made = compilation.Emit(path);
        Assert.True(made.Success, string.Join('\n', made.Diagnostics));
    }
}
