using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerKit.Notebooks.Kernel;

/// <summary>What the name at the cursor is: its signature, as its author would write it, and what its documentation says.</summary>
internal static class Inspection
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue);

    /// <summary><c>found</c>, and when it is true the <c>text</c>.</summary>
    internal static JsonObject At(SemanticModel model, int cursor)
    {
        if (Symbol(model, cursor) is not { } symbol)
            return new JsonObject { ["found"] = false };
        string signature = Signature(symbol);
        int overloads = symbol is IMethodSymbol method ? method.ContainingType.GetMembers(method.Name).Length - 1 : 0;
        if (overloads > 0)
            signature += $"  (and {overloads} more)";
        string about = Documentation.Of(symbol, model.Compilation);
        return new JsonObject { ["found"] = true, ["text"] = about.Length == 0 ? signature : $"{signature}\n\n{about}" };
    }

    private static string Signature(ISymbol symbol)
    {
        string text = symbol.ToDisplayString(Format);
        // What a cell declares belongs, for the compiler, to a class of its own.
        return symbol.ContainingType is { IsScriptClass: true } script ? text.Replace($"{script.ToDisplayString(Format)}.", "", StringComparison.Ordinal).Replace($"{script.Name}.", "", StringComparison.Ordinal) : text;
    }

    // The name under the cursor or just before it; behind an open bracket, the name that is called.
    private static ISymbol? Symbol(SemanticModel model, int cursor)
    {
        SyntaxNode root = model.SyntaxTree.GetRoot();
        foreach (int position in (int[])[cursor, cursor - 1])
        {
            if (position < 0 || position >= root.FullSpan.End)
                continue;
            SyntaxToken token = root.FindToken(position);
            if (token.Parent is { } parent && token.Span.Contains(position) && (token.IsKind(SyntaxKind.IdentifierToken) || parent is PredefinedTypeSyntax) && Of(model, parent) is { } symbol)
                return symbol;
        }
        SyntaxNode? around = cursor > 0 ? root.FindToken(Math.Min(cursor, root.FullSpan.End) - 1).Parent : null;
        return around?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent switch
        {
            InvocationExpressionSyntax call => Of(model, call.Expression),
            ObjectCreationExpressionSyntax creation => Of(model, creation.Type),
            _ => null,
        };
    }

    private static ISymbol? Of(SemanticModel model, SyntaxNode node)
    {
        SymbolInfo info = model.GetSymbolInfo(node);
        ISymbol? symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node) ?? model.GetTypeInfo(node).Type;
        return symbol is IErrorTypeSymbol ? null : symbol;
    }
}
