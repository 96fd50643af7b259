using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>What a block of a diagram stands for, which decides its colour.</summary>
internal enum BlockKind
{
    /// <summary>Data that passes: a picture, a feature map.</summary>
    Data,

    /// <summary>A layer of the trunk, or one that is not the point.</summary>
    Trunk,

    /// <summary>What local feature enhancement adds.</summary>
    Local,

    /// <summary>What global association adds.</summary>
    Global,

    /// <summary>A sum, a cut, a concatenation.</summary>
    Joint,
}

/// <summary>
/// Boxes and arrows as a figure: places in pixels of a page of 700 px, y downwards. A box says more when the pointer rests on it.
/// </summary>
internal sealed class BlockDiagram(int width, int height)
{
    private const int TextSize = 11;

    private readonly JsonArray _shapes = [], _annotations = [];
    private readonly List<(double X, double Y, string Text)> _details = [];

    /// <summary>A box around its centre, with a text of one or more lines (<c>&lt;br&gt;</c>).</summary>
    public BlockDiagram Block(double x, double y, double w, double h, string text, BlockKind kind, string? detail = null)
    {
        (string fill, string line) = Colors(kind);
        _shapes.Add((JsonNode)new JsonObject
        {
            ["type"] = "rect", ["xref"] = "x", ["yref"] = "y", ["layer"] = "below",
            ["x0"] = Numbers.Value(x - (w / 2)), ["x1"] = Numbers.Value(x + (w / 2)), ["y0"] = Numbers.Value(y - (h / 2)), ["y1"] = Numbers.Value(y + (h / 2)),
            ["fillcolor"] = fill, ["line"] = new JsonObject { ["color"] = line, ["width"] = 1.5 },
        });
        _details.Add((x, y, detail ?? text.Replace("<br>", " ", StringComparison.Ordinal)));
        return Label(x, y, text);
    }

    /// <summary>A text around a place.</summary>
    public BlockDiagram Label(double x, double y, string text, string color = Palette.Ink)
    {
        _annotations.Add((JsonNode)new JsonObject
        {
            ["x"] = Numbers.Value(x), ["y"] = Numbers.Value(y), ["xref"] = "x", ["yref"] = "y", ["showarrow"] = false,
            ["text"] = text, ["font"] = new JsonObject { ["size"] = TextSize, ["color"] = color },
        });
        return this;
    }

    /// <summary>A line through places, with a head at its end.</summary>
    public BlockDiagram Arrow(params ReadOnlySpan<(double X, double Y)> places)
    {
        for (int i = 1; i < places.Length; i++)
            if (i < places.Length - 1)
                Line(places[i - 1], places[i]);
            else
                Head(places[i - 1], places[i]);
        return this;
    }

    /// <summary>A line through places, without a head.</summary>
    public BlockDiagram Wire(params ReadOnlySpan<(double X, double Y)> places)
    {
        for (int i = 1; i < places.Length; i++)
            Line(places[i - 1], places[i]);
        return this;
    }

    /// <summary>The figure.</summary>
    public PlotlyFigure ToFigure(string title, string subtitle)
    {
        PlotlyFigure figure = new PlotlyFigure(title).WithSubtitle(subtitle)
            .Add(PlotlyTrace.Points("blocks", [.. _details.Select(one => one.X)], [.. _details.Select(one => one.Y)])
                .With("marker", new JsonObject { ["opacity"] = 0, ["size"] = 30 }).With("showlegend", false)
                .With("text", Numbers.Array(_details.Select(one => one.Text))).With("hovertemplate", "%{text}<extra></extra>"))
            .With("xaxis", Axis(0, width)).With("yaxis", Axis(height, 0))
            .With("shapes", _shapes.DeepClone()).With("annotations", _annotations.DeepClone());
        int top = figure.TopMargin - 24;
        return figure.With("margin", new JsonObject { ["l"] = 8, ["r"] = 8, ["t"] = top, ["b"] = 8 }).WithHeight(top + height + 8);
    }

    private void Line((double X, double Y) from, (double X, double Y) to) => _shapes.Add((JsonNode)new JsonObject
    {
        ["type"] = "line", ["xref"] = "x", ["yref"] = "y", ["layer"] = "below",
        ["x0"] = Numbers.Value(from.X), ["x1"] = Numbers.Value(to.X), ["y0"] = Numbers.Value(from.Y), ["y1"] = Numbers.Value(to.Y),
        ["line"] = new JsonObject { ["color"] = Palette.Ink, ["width"] = 1.3 },
    });

    private void Head((double X, double Y) from, (double X, double Y) to) => _annotations.Add((JsonNode)new JsonObject
    {
        ["x"] = Numbers.Value(to.X), ["y"] = Numbers.Value(to.Y), ["ax"] = Numbers.Value(from.X), ["ay"] = Numbers.Value(from.Y),
        ["xref"] = "x", ["yref"] = "y", ["axref"] = "x", ["ayref"] = "y", ["text"] = "", ["showarrow"] = true,
        ["arrowhead"] = 2, ["arrowsize"] = 0.9, ["arrowwidth"] = 1.3, ["arrowcolor"] = Palette.Ink,
    });

    private static JsonObject Axis(int from, int to) => new()
    {
        ["range"] = Numbers.Array([from, to]), ["visible"] = false, ["fixedrange"] = true,
    };

    private static (string Fill, string Line) Colors(BlockKind kind) => kind switch
    {
        BlockKind.Data => ("#FFFFFF", Palette.Ink),
        BlockKind.Local => ("#FBE6DA", Palette.Vermillion),
        BlockKind.Global => ("#DAF1E9", Palette.Green),
        BlockKind.Joint => ("#FFF6D6", "#B8860B"),
        _ => ("#E2EFF7", Palette.Blue),
    };
}
