using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Accuracies of many networks as dots with 95 % intervals; a line through the first one, with which the others are compared.</summary>
public static class AblationDots
{
    /// <summary>Draws them, the first at the top.</summary>
    /// <param name="networks">The networks; the first is the baseline.</param>
    /// <param name="title">What it shows, and on which data.</param>
    /// <exception cref="ArgumentException">No network, or an accuracy that is no share.</exception>
    public static PlotlyFigure Create(IReadOnlyList<MeasuredAccuracy> networks, string title)
    {
        if (networks.Count == 0)
            throw new ArgumentException("There is no network to draw.", nameof(networks));
        foreach (MeasuredAccuracy one in networks)
            Percent.Check(one.Name, one.Value);
        string[] names = [.. networks.Select(one => one.Name)];
        PlotlyTrace dots = PlotlyTrace.Points("accuracy", [.. networks.Select(one => one.Value)], [.. networks.Select(_ => 0.0)]).WithColor(Palette.Blue)
            .With("y", Numbers.Array(names))
            .With("marker", new JsonObject { ["color"] = Numbers.Array(networks.Select((_, i) => i == 0 ? Palette.Ink : Palette.Blue)), ["size"] = 10 })
            .WithIntervals("x", [.. networks.Select(one => one.High - one.Value)], [.. networks.Select(one => one.Value - one.Low)])
            .With("hovertemplate", "%{y}: %{x:.2%}<extra></extra>");
        // Beside the axes, where nothing crosses them.
        JsonArray numbers = [.. networks.Select(one => (JsonNode)new JsonObject
        {
            ["text"] = Percent.Of(one.Value, 1), ["xref"] = "paper", ["x"] = 1, ["xanchor"] = "left", ["xshift"] = 8, ["yref"] = "y", ["y"] = one.Name, ["showarrow"] = false,
        })];
        return new PlotlyFigure(title).Add(dots).With("annotations", numbers)
            .WithSubtitle($"Lines through the dots: 95 % intervals. Dashes: {names[0]}.")
            .WithAxes(new PlotlyAxis("accuracy") { TickFormat = ".0%" }, new PlotlyAxis { Grid = true, Reversed = true }).WithRows(names)
            .With("shapes", new JsonArray(new JsonObject
            {
                ["type"] = "line", ["xref"] = "x", ["yref"] = "paper", ["y0"] = 0, ["y1"] = 1, ["layer"] = "between",
                ["x0"] = Numbers.Value(networks[0].Value), ["x1"] = Numbers.Value(networks[0].Value), ["line"] = new JsonObject { ["color"] = Palette.Ink, ["width"] = 1, ["dash"] = "dash" },
            }))
            .With("showlegend", false).WithMargin("r", 72)
            .WithHeight(170 + 32 * networks.Count);
    }
}
