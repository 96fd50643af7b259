using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FerKit.Notebooks.Kernel;

/// <summary>Does a text stand for itself, or does its author go on writing? Consoles ask when Enter is pressed.</summary>
internal static class Completeness
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary><c>status</c> as Jupyter has it: <c>complete</c>, <c>incomplete</c> (with an <c>indent</c>) or <c>invalid</c>.</summary>
    internal static JsonObject Of(string code)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(code, Options);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new JsonObject { ["status"] = "incomplete", ["indent"] = Indent(code) };
        bool wrong = tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error);
        return new JsonObject { ["status"] = wrong ? "invalid" : "complete" };
    }

    private static string Indent(string code)
    {
        string last = code.TrimEnd('\n')[(code.TrimEnd('\n').LastIndexOf('\n') + 1)..];
        string own = last[..^last.TrimStart().Length];
        return last.TrimEnd().EndsWith('{') || last.TrimEnd().EndsWith('(') ? own + "    " : own;
    }
}
