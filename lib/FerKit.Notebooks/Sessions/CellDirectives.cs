using FerKit.Notebooks.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerKit.Notebooks.Sessions;

/// <summary>Finds lines that belong to another host before the compiler sees them, so that the message says what they are.</summary>
internal static class CellDirectives
{
    /// <summary>The first line that cannot work here; null when there is none.</summary>
    internal static CellError? FindUnknown(SyntaxTree tree, string name)
    {
        foreach (SyntaxTrivia trivia in tree.GetRoot().DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            int line = tree.GetLineSpan(trivia.Span).StartLinePosition.Line + 1;
            string text = trivia.ToString().Trim();
            if (text.StartsWith("#!", StringComparison.Ordinal))
                return Error("MagicCommand", $"'{text}' is a magic command of another notebook host; cells here are plain C# with #r and #load", line, name);
            if (trivia.GetStructure() is ReferenceDirectiveTriviaSyntax { File.ValueText: { } file }
                && PackageReference.Name(file) is { } package && !CompilerReferences.IsProvided(package))
                return Error("PackageReference", $"package '{package}' is not part of the kit and is not downloaded here; build it and use #r \"its.dll\"", line, name);
        }
        return null;
    }

    private static CellError Error(string kind, string message, int line, string name) =>
        new(kind, message, line, [$"{name}, line {line}: {message}"]);
}
