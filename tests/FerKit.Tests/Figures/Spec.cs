using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

/// <summary>Looks into the specification of a figure.</summary>
internal static class Spec
{
    public static JsonNode Of(PlotlyFigure figure) => JsonNode.Parse(figure.ToJson())!;

    public static JsonNode Trace(this JsonNode figure, string name) => Assert.Single(figure["data"]!.AsArray(), trace => (string?)trace!["name"] == name)!;

    public static double[] Numbers(this JsonNode? array) => [.. array!.AsArray().Select(value => (double?)value ?? double.NaN)];

    public static string[] Texts(this JsonNode? array) => [.. array!.AsArray().Select(value => (string)value!)];

    public static string Subtitle(this JsonNode figure) => ((string)figure["layout"]!["title"]!["subtitle"]!["text"]!).Replace("<br>", " ", StringComparison.Ordinal);

    public static string Title(this JsonNode figure) => (string)figure["layout"]!["title"]!["text"]!;

    /// <summary>A table's rows.</summary>
    public static string[][] Rows(this JsonNode figure)
    {
        string[][] columns = [.. figure["data"]![0]!["cells"]!["values"]!.AsArray().Select(Texts)];
        return [.. Enumerable.Range(0, columns[0].Length).Select(row => columns.Select(column => column[row]).ToArray())];
    }

    /// <summary>The ground of a table's field.</summary>
    public static string Fill(this JsonNode figure, int row, int column) => (string)figure["data"]![0]!["cells"]!["fill"]!["color"]![column]![row]!;
}
