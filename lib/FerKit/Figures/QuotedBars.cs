using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>One bar.</summary>
/// <param name="Name">Its label.</param>
/// <param name="Value">Its length.</param>
/// <param name="Text">The number, as it is written on the bar.</param>
/// <param name="Source">Where a quoted number stands; null: it was measured or counted.</param>
/// <param name="Low">Lower end of the interval; not a number: none.</param>
/// <param name="High">Upper end.</param>
internal sealed record QuotedBar(string Name, double Value, string Text, string? Source = null, double Low = double.NaN, double High = double.NaN);

/// <summary>Lying bars, a row each: quoted numbers grey and called so, the kit's own in colour, with intervals where there are any.</summary>
internal static class QuotedBars
{
    /// <summary>Draws them, the first at the top.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="subtitle">How to read it.</param>
    /// <param name="bars">The bars.</param>
    /// <param name="own">What the coloured bars are: "measured".</param>
    /// <param name="axis">The axis of the values.</param>
    internal static PlotlyFigure Create(string title, string subtitle, IReadOnlyList<QuotedBar> bars, string own, PlotlyAxis axis)
    {
        string[] labels = [.. bars.Select(bar => bar.Source is null ? bar.Name : $"{bar.Name} (quoted)")];
        if (labels.Distinct().Count() < labels.Length)
            throw new ArgumentException($"Two bars are called '{labels.GroupBy(label => label).First(same => same.Count() > 1).Key}': give each a name of its own.", nameof(bars));
        PlotlyFigure figure = new PlotlyFigure(title).WithSubtitle(subtitle)
            .WithAxes(axis, new PlotlyAxis { Grid = false, Reversed = true }).WithRows(labels)
            .WithHeight(190 + 34 * bars.Count).WithLegendLine()
            .With("barmode", "overlay").With("bargap", 0.25);
        foreach (var (name, color, quoted) in ((string, string, bool)[])[(own, Palette.Sky, false), ("quoted from the paper", Palette.Grey, true)])
        {
            int[] mine = [.. Enumerable.Range(0, bars.Count).Where(i => bars[i].Source is not null == quoted)];
            if (mine.Length == 0)
                continue;
            PlotlyTrace trace = PlotlyTrace.LyingBars(name, [.. mine.Select(i => labels[i])], [.. mine.Select(i => bars[i].Value)]).WithColor(color)
                .With("text", Numbers.Array(mine.Select(i => bars[i].Text)))
                .With("textposition", "inside").With("insidetextanchor", "start").With("textangle", 0)
                .With("insidetextfont", new JsonObject { ["color"] = Palette.Ink })
                .With("customdata", Numbers.Array(mine.Select(i => bars[i].Source ?? own)))
                .With("hovertemplate", "%{y}: %{text} (%{customdata})<extra></extra>");
            figure = figure.Add(mine.Any(i => double.IsFinite(bars[i].Low)) ? trace.WithIntervals("x", [.. mine.Select(i => bars[i].High - bars[i].Value)], [.. mine.Select(i => bars[i].Value - bars[i].Low)]) : trace);
        }
        return figure;
    }
}
