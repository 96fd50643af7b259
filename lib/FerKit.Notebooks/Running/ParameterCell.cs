using System.Globalization;
using FerKit.Notebooks.Format;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FerKit.Notebooks.Running;

/// <summary>
/// Puts values in the place of a notebook's defaults, as papermill does: a cell tagged <c>injected-parameters</c>
/// after the one tagged <c>parameters</c>. It assigns, so that a value keeps the type its declaration gave it.
/// </summary>
internal static class ParameterCell
{
    private const string Tag = "parameters", InjectedTag = "injected-parameters", Scale = "scale";

    // Lessons take anything that is not the one for the other.
    private static readonly string[] Scales = ["quick", "paper"];

    /// <summary>The names that a notebook's parameters cell declares; none where it has no such cell.</summary>
    internal static IReadOnlyCollection<string> Names(Notebook notebook) =>
        notebook.Cells.FirstOrDefault(cell => cell.IsCode && cell.HasTag(Tag)) is { } cell ? Declarations(cell.Source).Keys : [];

    /// <summary>Adds the cell; does nothing when there are no values.</summary>
    /// <exception cref="ArgumentException">The notebook has no parameters, not this one, or the value does not fit.</exception>
    internal static void Inject(Notebook notebook, IReadOnlyDictionary<string, string> values, string name)
    {
        if (values.Count == 0)
            return;
        int index = notebook.Cells.ToList().FindIndex(cell => cell.IsCode && cell.HasTag(Tag));
        if (index < 0)
            throw new ArgumentException($"{name}: it takes no parameters (no cell is tagged '{Tag}')");
        Dictionary<string, ExpressionSyntax?> declared = Declarations(notebook.Cells[index].Source);
        var lines = new List<string> { "// Values from the command line." };
        foreach ((string key, string value) in values)
        {
            if (!declared.TryGetValue(key, out ExpressionSyntax? initial))
                throw new ArgumentException($"{name}: no parameter '{key}'; it has {string.Join(", ", declared.Keys)}");
            if (key == Scale && !Scales.Contains(value))
                throw new ArgumentException($"{name}: parameter '{key}' is {string.Join(" or ", Scales)}, not '{value}'");
            lines.Add($"{key} = {Literal(value, initial, $"{name}: parameter '{key}'")};");
        }

        string source = string.Join('\n', lines);
        if (index + 1 < notebook.Cells.Count && notebook.Cells[index + 1].HasTag(InjectedTag))
            notebook.Cells[index + 1].Source = source;
        else
            notebook.InsertCode(index + 1, source, InjectedTag, InjectedTag);
    }

    private static Dictionary<string, ExpressionSyntax?> Declarations(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(kind: Microsoft.CodeAnalysis.SourceCodeKind.Script))
            .GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .ToDictionary(variable => variable.Identifier.ValueText, variable => variable.Initializer?.Value);

    private static string Literal(string value, ExpressionSyntax? initial, string what) => initial switch
    {
        LiteralExpressionSyntax { Token.Value: string } => SymbolDisplay.FormatLiteral(value, quote: true),
        LiteralExpressionSyntax { Token.Value: bool } => bool.TryParse(value, out bool flag)
            ? (flag ? "true" : "false") : throw new ArgumentException($"{what} is true or false, not '{value}'"),
        LiteralExpressionSyntax { Token.Value: int or long or uint or ulong } => long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole)
            ? whole.ToString(CultureInfo.InvariantCulture) : throw new ArgumentException($"{what} is a whole number, not '{value}'"),
        LiteralExpressionSyntax { Token: { Value: float or double } token } => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number.ToString("R", CultureInfo.InvariantCulture) + (token.Value is float ? "f" : "d") : throw new ArgumentException($"{what} is a number, not '{value}'"),
        _ => throw new ArgumentException($"{what} cannot be set: its default is not a plain text, number, true or false"),
    };
}
