using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerKit.Notebooks.Site;

/// <summary>C# with its words in colour: keywords, types, calls, texts, numbers, comments; from the syntax alone.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    internal static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (SyntaxToken token in CSharpSyntaxTree.ParseText(code.TrimEnd(), Script).GetRoot().DescendantTokens())
        {
            foreach (SyntaxTrivia trivia in token.LeadingTrivia)
                Append(html, trivia.ToFullString(), Kind(trivia));
            Append(html, token.Text, Kind(token));
            foreach (SyntaxTrivia trivia in token.TrailingTrivia)
                Append(html, trivia.ToFullString(), Kind(trivia));
        }
        return html.ToString();
    }

    private static string? Kind(SyntaxTrivia trivia) => trivia.IsDirective ? "directive"
        : trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia ? "comment" : null;

    private static string? Kind(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedRawStringEndToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => "string",
        SyntaxKind.IdentifierToken => Kind(token.Parent),
        _ when token.IsKeyword() || token.IsContextualKeyword() => "keyword",
        _ => null,
    };

    private static string? Kind(SyntaxNode? name)
    {
        if (name is IdentifierNameSyntax { Identifier.Text: "var" or "await" })
            return "keyword";
        // The last part of a.b.C stands for the whole in the tree above it.
        SyntaxNode? whole = name;
        while (whole?.Parent is QualifiedNameSyntax qualified && qualified.Right == whole || whole?.Parent is MemberAccessExpressionSyntax access && access.Name == whole)
            whole = whole.Parent;
        return name switch
        {
            BaseTypeDeclarationSyntax => "type",
            MethodDeclarationSyntax or LocalFunctionStatementSyntax => "call",
            _ when whole?.Parent is InvocationExpressionSyntax call && call.Expression == whole => "call",
            TypeSyntax when IsType(whole) => "type",
            _ => null,
        };
    }

    private static bool IsType(SyntaxNode? node) => node?.Parent switch
    {
        VariableDeclarationSyntax or ParameterSyntax or ObjectCreationExpressionSyntax or TypeArgumentListSyntax or ArrayTypeSyntax
            or NullableTypeSyntax or BaseTypeSyntax or CastExpressionSyntax or DeclarationPatternSyntax or TypeOfExpressionSyntax => node is TypeSyntax,
        MethodDeclarationSyntax method => method.ReturnType == node,
        LocalFunctionStatementSyntax function => function.ReturnType == node,
        PropertyDeclarationSyntax property => property.Type == node,
        ForEachStatementSyntax loop => loop.Type == node,
        TupleElementSyntax => true,
        // Palette.Blue: a name in capitals before the dot is nearly always a type.
        MemberAccessExpressionSyntax access => access.Expression == node && node is IdentifierNameSyntax { Identifier.Text: { Length: > 1 } text } && char.IsUpper(text[0]),
        _ => false,
    };

    private static void Append(StringBuilder html, string text, string? kind)
    {
        if (text.Length == 0)
            return;
        string encoded = WebUtility.HtmlEncode(text);
        html.Append(kind is null ? encoded : $"<span class=\"c-{kind}\">{encoded}</span>");
    }
}
