using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Recommendations;

namespace FerKit.Notebooks.Kernel;

/// <summary>The names that may stand where the cursor is, by the compiler's own recommendation.</summary>
internal static class Completion
{
    // A page shows a list, and nobody reads more of it.
    private const int MaxNames = 500;

    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetReservedKeywordKinds().Select(SyntaxFacts.GetText).Where(word => !word.StartsWith('_')),
        "async", "await", "dynamic", "nameof", "record", "required", "var", "when", "with", "yield",
    ];

    /// <summary>The names, each with what it is, and the span of text that they replace.</summary>
    internal static JsonObject At(Document document, string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        string begun = code[start..cursor];
        SyntaxToken token = document.GetSyntaxRootAsync().GetAwaiter().GetResult()!.FindToken(Math.Max(0, start - 1));
        IEnumerable<(string Name, string Kind)> names = IsText(document, cursor) || (begun.Length > 0 && char.IsAsciiDigit(begun[0])) ? []
            : Recommender.GetRecommendedSymbolsAtPositionAsync(document, cursor).GetAwaiter().GetResult()
                .Where(symbol => symbol.CanBeReferencedByName && !symbol.IsImplicitlyDeclared)
                .Select(symbol => (symbol.Name, Kind(symbol)))
                .Concat(IsMember(token) ? [] : Keywords.Select(word => (word, "keyword")));
        var matches = names.Where(name => name.Name.StartsWith(begun, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(name => name.Name)
            .OrderByDescending(name => name.Name.StartsWith(begun, StringComparison.Ordinal))
            .ThenBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .Take(MaxNames);
        return new JsonObject
        {
            ["matches"] = new JsonArray([.. matches.Select(name => new JsonObject { ["text"] = name.Name, ["type"] = name.Kind })]),
            ["start"] = start,
            ["end"] = cursor,
        };
    }

    private static bool IsMember(SyntaxToken token) => token.IsKind(SyntaxKind.DotToken)
        && token.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or QualifiedNameSyntax or RangeExpressionSyntax;

    // Inside a comment or a string there is nothing to recommend.
    private static bool IsText(Document document, int cursor)
    {
        SyntaxNode root = document.GetSyntaxRootAsync().GetAwaiter().GetResult()!;
        if (root.FindTrivia(Math.Max(0, cursor - 1)).Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
            return true;
        SyntaxToken token = root.FindToken(Math.Max(0, cursor - 1));
        return token.SpanStart < cursor && (cursor < token.Span.End || token.ContainsDiagnostics) // an open string ends with the text
            && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
    }

    private static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace",
        INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        IFieldSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol => "variable",
        _ => symbol.Kind.ToString().ToLowerInvariant(),
    };
}
