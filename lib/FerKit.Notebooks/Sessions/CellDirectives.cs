using FerKit.Notebooks.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerKit.Notebooks.Sessions;

/// <summary>Sees to a cell's <c>#</c> lines before the compiler does.</summary>
internal static class CellDirectives
{
    /// <summary>Restores the packages that a cell names, and finds lines that belong to another host, so that the message says what they are.</summary>
    /// <returns>What is wrong with the first line that cannot work here; null when there is none.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal static async Task<CellError?> PrepareAsync(SyntaxTree tree, string name, Action<string> note, CancellationToken cancellation)
    {
        foreach (SyntaxTrivia trivia in tree.GetRoot(CancellationToken.None).DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            int line = tree.GetLineSpan(trivia.Span, CancellationToken.None).StartLinePosition.Line + 1;
            string text = trivia.ToString().Trim();
            if (text.StartsWith("#!", StringComparison.Ordinal))
                return Error("MagicCommand", $"'{text}' is a magic command of another notebook host; cells here are plain C# with #r and #load", line, name);
            if (trivia.GetStructure() is not ReferenceDirectiveTriviaSyntax { File.ValueText: { } file } || PackageReference.Parse(file) is not { } package)
                continue;
            if (package.OwnAssembly is { } own)
                note($"package '{package.Name}' is part of the kit: its {own} is used\n");
            else if (await PackageRestore.RestoreAsync(package, cancellation).ConfigureAwait(false) is { } reason)
                return Error("PackageReference", reason, line, name);
        }
        return null;
    }

    private static CellError Error(string kind, string message, int line, string name) =>
        new(kind, message, line, [$"{name}, line {line}: {message}"]);
}
