using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerKit.Display;

namespace FerKit.Figures;

/// <summary>
/// A chart as plotly.js draws it: traces, axes, a title. Immutable: <see cref="Add"/> and every <c>With</c> give a new
/// figure. Equal figures give equal JSON. Notebooks show it as <c>application/vnd.plotly.v1+json</c> and as HTML.
/// </summary>
[TypeFormatterSource(typeof(Formatters), PreferredMimeTypes = [MimeTypes.Plotly, MimeTypes.Html])]
public sealed class PlotlyFigure
{
    // Relaxed: the JSON stands in notebooks and, its '<' escaped there, in pages; not in attributes.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int SubtitleLength = 102;

    private readonly IReadOnlyList<PlotlyTrace> _traces;
    private readonly JsonObject _layout;

    /// <summary>An empty figure in the kit's style.</summary>
    /// <param name="title">What it shows; figures made from built-in faces say so here.</param>
    public PlotlyFigure(string title) : this([], Style(title)) => Title = title;

    private PlotlyFigure(IReadOnlyList<PlotlyTrace> traces, JsonObject layout)
    {
        (_traces, _layout) = (traces, layout);
        Title = (string)layout["title"]!["text"]!;
    }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>Its height in pixels; its width is that of the page.</summary>
    public int Height => (int)_layout["height"]!;

    private bool HasSubtitle => _layout["title"]!["subtitle"] is not null;

    internal int TopMargin => (int)_layout["margin"]!["t"]!;

    /// <summary>With one more series, drawn over those before.</summary>
    public PlotlyFigure Add(PlotlyTrace trace) => new([.. _traces, trace], _layout);

    /// <summary>With these axes for the <paramref name="panel"/>-th panel, from 1.</summary>
    public PlotlyFigure WithAxes(PlotlyAxis x, PlotlyAxis y, int panel = 1)
    {
        string number = panel == 1 ? "" : $"{panel}";
        return With($"xaxis{number}", x.ToJson($"y{number}")).With($"yaxis{number}", y.ToJson($"x{number}"));
    }

    /// <summary>With lines under the title, broken at words so that they fit a page of 700 px.</summary>
    public PlotlyFigure WithSubtitle(string text)
    {
        string[] lines = TextLines.Of(text, SubtitleLength);
        var title = (JsonObject)_layout["title"]!.DeepClone();
        title["subtitle"] = new JsonObject { ["text"] = string.Join("<br>", lines), ["font"] = new JsonObject { ["size"] = 12 } };
        (title["y"], title["yref"], title["yanchor"], title["pad"]) = (1, "container", "top", new JsonObject { ["t"] = 14 });
        return With("title", title).WithMargin("t", 72 + 16 * lines.Length);
    }

    /// <summary>With these rows or categories on the vertical axis, in this order, whichever series names them first.</summary>
    internal PlotlyFigure WithRows(IReadOnlyList<string> names)
    {
        var axis = (JsonObject)_layout["yaxis"]!.DeepClone();
        (axis["type"], axis["categoryorder"], axis["categoryarray"]) = ("category", "array", Numbers.Array(names));
        return With("yaxis", axis);
    }

    /// <summary>With so many pixels between the axes and one edge: l, r, t or b.</summary>
    internal PlotlyFigure WithMargin(string edge, int pixels)
    {
        var margin = (JsonObject)_layout["margin"]!.DeepClone();
        margin[edge] = pixels;
        return With("margin", margin);
    }

    /// <summary>With its legend as a line, over the axes at the right.</summary>
    public PlotlyFigure WithLegendLine() => (HasSubtitle ? WithMargin("t", TopMargin + 12) : this)
        .With("legend", new JsonObject { ["orientation"] = "h", ["x"] = 1, ["xanchor"] = "right", ["y"] = 1.02, ["yanchor"] = "bottom" });

    /// <summary>With this height in pixels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not between 50 and 5,000.</exception>
    public PlotlyFigure WithHeight(int pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels, 50);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pixels, 5000);
        return With("height", pixels);
    }

    /// <summary>With a text centred over a panel; places run from 0 to 1 over the whole figure.</summary>
    public PlotlyFigure WithHeading(string text, double x, double y)
    {
        var headings = (JsonArray?)_layout["annotations"]?.DeepClone() ?? [];
        headings.Add((JsonNode)new JsonObject
        {
            ["text"] = text,
            ["x"] = Numbers.Value(x),
            ["y"] = Numbers.Value(y),
            ["xref"] = "paper",
            ["yref"] = "paper",
            ["xanchor"] = "center",
            ["yanchor"] = "bottom",
            ["showarrow"] = false,
            ["font"] = new JsonObject { ["size"] = 13 },
        });
        return With("annotations", headings);
    }

    /// <summary>Sets any attribute of plotly.js' layout.</summary>
    public PlotlyFigure With(string attribute, JsonNode? value)
    {
        var layout = (JsonObject)_layout.DeepClone();
        layout[attribute] = value;
        return new PlotlyFigure(_traces, layout);
    }

    /// <summary>The specification: <c>data</c>, <c>layout</c>, <c>config</c>.</summary>
    public string ToJson() => new JsonObject
    {
        ["data"] = new JsonArray([.. _traces.Select(trace => (JsonNode)trace.ToJson())]),
        ["layout"] = _layout.DeepClone(),
        ["config"] = new JsonObject { ["displaylogo"] = false, ["modeBarButtonsToRemove"] = Numbers.Array(["select2d", "lasso2d", "autoScale2d"]), ["responsive"] = true },
    }.ToJsonString(Compact);

    private static JsonObject Style(string title) => new()
    {
        ["title"] = new JsonObject { ["text"] = title, ["font"] = new JsonObject { ["size"] = 16 }, ["x"] = 0.01, ["xanchor"] = "left" },
        ["font"] = new JsonObject { ["family"] = "system-ui, -apple-system, 'Segoe UI', sans-serif", ["size"] = 12, ["color"] = Palette.Ink },
        ["colorway"] = Numbers.Array(Palette.Series),
        ["paper_bgcolor"] = "#FFFFFF",
        ["plot_bgcolor"] = "#FFFFFF",
        ["margin"] = new JsonObject { ["l"] = 56, ["r"] = 24, ["t"] = 64, ["b"] = 48 },
        ["height"] = 360,
        ["hovermode"] = "closest",
    };

    private sealed class Formatters
    {
        public IEnumerable<object> CreateTypeFormatters() =>
        [
            new MimeFormatter<PlotlyFigure>(MimeTypes.Plotly, figure => figure.ToJson()),
            new MimeFormatter<PlotlyFigure>(MimeTypes.Html, PlotlyHtml.Of),
        ];
    }
}
