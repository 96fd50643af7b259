using System.Globalization;
using FerKit.Data;

namespace FerKit.Faces;

/// <summary>The table of <see cref="ExpressionUnits"/> for readers, in Markdown.</summary>
public static class UnitTable
{
    /// <summary>
    /// A row an expression: units that always take part, and those that often do with their share of the faces, each with
    /// its usual intensity: <c>AU12 0.85</c>, <c>AU25 0.65 (75 %)</c>. Lines end in <c>\n</c>.
    /// </summary>
    public static string Markdown()
    {
        var rows = BuiltInFaces.Expressions.Select(expression => Row(ExpressionNames.Of(expression), ExpressionUnits.Of(expression)))
            .Append(Row($"anger, shouting ({Percent(ExpressionUnits.ShoutProbability)} of it)", ExpressionUnits.Shout));
        return $"| expression | always | often |\n|---|---|---|\n{string.Concat(rows)}";
    }

    private static string Row(string name, IReadOnlyList<UnitOfExpression> units) =>
        $"| {name} | {List(units.Where(unit => unit.Probability == 1))} | {List(units.Where(unit => unit.Probability < 1))} |\n";

    private static string List(IEnumerable<UnitOfExpression> units) => string.Join(", ", units.OrderBy(unit => unit.Number).Select(unit =>
        string.Create(CultureInfo.InvariantCulture, $"AU{unit.Number} {unit.Intensity:0.00}") + (unit.Probability < 1 ? $" ({Percent(unit.Probability)})" : "")));

    private static string Percent(float share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");
}
