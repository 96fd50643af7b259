using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>One field of a <see cref="TableFigure"/>.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Fill">Its ground; null: white.</param>
internal sealed record TableField(string Text, string? Fill = null)
{
    public static implicit operator TableField(string text) => new(text);
}

/// <summary>Tables in the style of the figures: as high as their rows, numbers to the right, quoted columns on grey.</summary>
internal static class TableFigure
{
    /// <summary>The ground of quoted numbers.</summary>
    internal const string Quoted = "#ECEEF1";

    /// <summary>The ground of what is wrong: a light vermillion.</summary>
    internal const string Wrong = "#F7D3BC";

    private const int LineHeight = 16, Breadth = 676;
    private const double Padding = 18, Character = 6.4, BoldCharacter = 7.2;

    /// <summary>Draws one.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">How to read it.</param>
    /// <param name="headings">One a column.</param>
    /// <param name="rows">A field for each heading; the first names the row.</param>
    internal static PlotlyFigure Create(string title, string subtitle, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<TableField>> rows)
    {
        double[] widths = [.. headings.Select((heading, i) => Padding + Math.Max(BoldCharacter * heading.Length, Character * rows.Max(row => row[i].Text.Length)))];
        // What does not fit the page is broken into two lines by plotly.js.
        int height = widths.Sum() <= Breadth ? LineHeight + 12 : 2 * LineHeight + 16;
        string[] alignment = [.. headings.Select((_, i) => i == 0 ? "left" : "right")];
        PlotlyTrace table = PlotlyTrace.Table([.. headings.Select(heading => $"<b>{heading}</b>")],
            [.. rows.Select(row => row.Select(field => field.Text).ToArray())]);
        var cells = (JsonObject)table.ToJson()["cells"]!.DeepClone();
        var header = (JsonObject)table.ToJson()["header"]!.DeepClone();
        foreach (JsonObject part in (JsonObject[])[cells, header])
            (part["align"], part["line"], part["font"]) = (Numbers.Array(alignment), new JsonObject { ["color"] = Palette.Line }, new JsonObject { ["color"] = Palette.Ink, ["size"] = 12 });
        (cells["height"], header["height"]) = (height, height);
        cells["fill"] = new JsonObject { ["color"] = new JsonArray([.. headings.Select((_, i) => (JsonNode)Numbers.Array(rows.Select(row => row[i].Fill ?? "#FFFFFF")))]) };
        header["fill"] = new JsonObject { ["color"] = "#FFFFFF" };
        PlotlyFigure figure = new PlotlyFigure(title).Add(table.With("cells", cells).With("header", header).With("columnwidth", Numbers.Array(widths))).WithSubtitle(subtitle);
        int top = figure.TopMargin;
        return figure.With("margin", new JsonObject { ["l"] = 12, ["r"] = 12, ["t"] = top, ["b"] = 12 })
            .WithHeight(top + 16 + height * (rows.Count + 1));
    }
}
