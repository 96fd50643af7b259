using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>One series of a <see cref="PlotlyFigure"/>. Immutable: every <c>With</c> gives a new trace.</summary>
public sealed class PlotlyTrace
{
    private readonly JsonObject _json;

    private PlotlyTrace(JsonObject json) => _json = json;

    /// <summary>A line through points; one that is not finite leaves a gap.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PlotlyTrace Line(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        SameLength(name, x.Count, y.Count);
        return new(new JsonObject
        {
            ["type"] = "scatter",
            ["mode"] = "lines+markers",
            ["name"] = name,
            ["x"] = Numbers.Array(x),
            ["y"] = Numbers.Array(y),
        });
    }

    /// <summary>Points without a line.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PlotlyTrace Points(string name, IReadOnlyList<double> x, IReadOnlyList<double> y) => Line(name, x, y).With("mode", "markers");

    /// <summary>An area between two curves over the same places, in a colour that lets others through; without an entry in the legend.</summary>
    /// <param name="name">What it belongs to.</param>
    /// <param name="x">From left to right.</param>
    /// <param name="low">The lower curve.</param>
    /// <param name="high">The upper curve.</param>
    /// <param name="color">As <c>#RRGGBB</c>.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PlotlyTrace Band(string name, IReadOnlyList<double> x, IReadOnlyList<double> low, IReadOnlyList<double> high, string color)
    {
        SameLength(name, x.Count, low.Count);
        SameLength(name, x.Count, high.Count);
        return Line(name, [.. x, .. x.Reverse()], [.. low, .. high.Reverse()])
            .With("mode", "none").With("fill", "toself").With("fillcolor", color + "33").With("hoverinfo", "skip").With("showlegend", false);
    }

    /// <summary>A table; rows from the top, each with a text for each heading.</summary>
    /// <exception cref="ArgumentException">A row does not fit the headings.</exception>
    public static PlotlyTrace Table(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        foreach (IReadOnlyList<string> row in rows)
            SameLength("table", headings.Count, row.Count);
        return new(new JsonObject
        {
            ["type"] = "table",
            ["header"] = new JsonObject { ["values"] = Numbers.Array(headings) },
            ["cells"] = new JsonObject { ["values"] = new JsonArray([.. headings.Select((_, column) => Numbers.Array(rows.Select(row => row[column])))]) },
        });
    }

    /// <summary>Bars that stand up, one a label.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PlotlyTrace Bars(string name, IReadOnlyList<string> labels, IReadOnlyList<double> values)
    {
        SameLength(name, labels.Count, values.Count);
        return new(new JsonObject { ["type"] = "bar", ["name"] = name, ["x"] = Numbers.Array(labels), ["y"] = Numbers.Array(values) });
    }

    /// <summary>Bars that lie, one a label, the first at the bottom.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public static PlotlyTrace LyingBars(string name, IReadOnlyList<string> labels, IReadOnlyList<double> values)
    {
        SameLength(name, labels.Count, values.Count);
        return new(new JsonObject { ["type"] = "bar", ["name"] = name, ["orientation"] = "h", ["x"] = Numbers.Array(values), ["y"] = Numbers.Array(labels) });
    }

    /// <summary>Coloured fields, <paramref name="values"/>[row][column].</summary>
    /// <exception cref="ArgumentException">The rows do not fit the labels.</exception>
    public static PlotlyTrace HeatMap(IReadOnlyList<string> columns, IReadOnlyList<string> rows, IReadOnlyList<IReadOnlyList<double>> values)
    {
        SameLength("heat map", rows.Count, values.Count);
        foreach (IReadOnlyList<double> row in values)
            SameLength("heat map", columns.Count, row.Count);
        return new(new JsonObject
        {
            ["type"] = "heatmap",
            ["x"] = Numbers.Array(columns),
            ["y"] = Numbers.Array(rows),
            ["z"] = new JsonArray([.. values.Select(row => Numbers.Array(row))]),
        });
    }

    /// <summary>The colour of its lines, markers or bars.</summary>
    public PlotlyTrace WithColor(string color) => (string?)_json["type"] == "bar"
        ? With("marker", new JsonObject { ["color"] = color })
        : With("line", Merged("line", "color", color)).With("marker", new JsonObject { ["color"] = color, ["size"] = 6 });

    /// <summary>With intervals around its values, given as distances from them; one that is not finite is not drawn.</summary>
    /// <param name="axis">Along which axis the values lie: <c>x</c> or <c>y</c>.</param>
    /// <param name="above">From each value to the upper end.</param>
    /// <param name="below">From each value to the lower end.</param>
    public PlotlyTrace WithIntervals(string axis, IReadOnlyList<double> above, IReadOnlyList<double> below) => With($"error_{axis}", new JsonObject
    {
        ["type"] = "data",
        ["symmetric"] = false,
        ["array"] = Numbers.Array(above),
        ["arrayminus"] = Numbers.Array(below),
        ["color"] = Palette.Ink,
        ["thickness"] = 1.5,
        ["width"] = 4,
    });

    /// <summary>A line of dashes.</summary>
    public PlotlyTrace Dashed() => With("line", Merged("line", "dash", "dash"));

    /// <summary>On the <paramref name="panel"/>-th pair of axes, from 1.</summary>
    public PlotlyTrace OnPanel(int panel) => panel == 1 ? this : With("xaxis", $"x{panel}").With("yaxis", $"y{panel}");

    /// <summary>Without an entry in the legend; <paramref name="group"/> names the entry that stands for it.</summary>
    public PlotlyTrace InLegendOf(string group, bool show) => With("legendgroup", group).With("showlegend", show);

    /// <summary>Sets any attribute of plotly.js.</summary>
    public PlotlyTrace With(string attribute, JsonNode? value)
    {
        JsonObject json = ToJson();
        json[attribute] = value;
        return new PlotlyTrace(json);
    }

    internal JsonObject ToJson() => (JsonObject)_json.DeepClone();

    private JsonObject Merged(string attribute, string key, string value)
    {
        var merged = (JsonObject?)_json[attribute]?.DeepClone() ?? [];
        merged[key] = value;
        return merged;
    }

    private static void SameLength(string name, int labels, int values)
    {
        if (labels != values)
            throw new ArgumentException($"'{name}' has {labels} places and {values} values.");
    }
}
