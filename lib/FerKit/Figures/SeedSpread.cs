using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Trainings of one network that differ in nothing but their seed.</summary>
/// <param name="Name">The network.</param>
/// <param name="Accuracies">One a seed, 0 to 1; not a number for a seed that was not run.</param>
public sealed record SeedAccuracies(string Name, IReadOnlyList<double> Accuracies);

/// <summary>How far one network's accuracy moves from seed to seed: a dot a training, a bar for their mean.</summary>
public static class SeedSpread
{
    private static readonly string[] Shapes = ["circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "star", "hexagon"];

    /// <summary>Draws them, the first network at the top.</summary>
    /// <param name="seeds">The seeds, as the legend names them.</param>
    /// <param name="networks">The networks, each with as many accuracies as there are seeds.</param>
    /// <param name="title">What it shows, and on which data.</param>
    /// <exception cref="ArgumentException">No network or no seed, another number of accuracies, or one that is no share.</exception>
    public static PlotlyFigure Create(IReadOnlyList<string> seeds, IReadOnlyList<SeedAccuracies> networks, string title)
    {
        if (networks.Count == 0 || seeds.Count == 0)
            throw new ArgumentException("There is no training to draw.", nameof(networks));
        foreach (SeedAccuracies one in networks)
        {
            if (one.Accuracies.Count != seeds.Count || one.Accuracies.All(double.IsNaN))
                throw new ArgumentException($"{one.Name} has {one.Accuracies.Count(a => !double.IsNaN(a))} accuracies for {seeds.Count} seeds.", nameof(networks));
            foreach (double accuracy in one.Accuracies.Where(a => !double.IsNaN(a)))
                Percent.Check(one.Name, accuracy);
        }
        string[] names = [.. networks.Select(one => one.Name)];
        double[] nowhere = [.. networks.Select(_ => 0.0)];
        PlotlyFigure figure = new PlotlyFigure(title).Add(
            PlotlyTrace.Points("mean", [.. networks.Select(one => one.Accuracies.Where(a => !double.IsNaN(a)).Average())], nowhere).With("y", Numbers.Array(names))
                .With("marker", new JsonObject { ["color"] = Palette.Ink, ["symbol"] = "line-ns", ["size"] = 22, ["line"] = new JsonObject { ["width"] = 2, ["color"] = Palette.Ink } })
                .With("hovertemplate", "%{y}, mean: %{x:.1%}<extra></extra>"));
        for (int i = 0; i < seeds.Count; i++)
            figure = figure.Add(PlotlyTrace.Points(seeds[i], [.. networks.Select(one => one.Accuracies[i])], nowhere).With("y", Numbers.Array(names))
                .With("marker", new JsonObject { ["color"] = Palette.Series[i % Palette.Series.Count], ["symbol"] = Shapes[i % Shapes.Length], ["size"] = 10, ["opacity"] = 0.85 })
                .With("hovertemplate", $"%{{y}}, {seeds[i]}: %{{x:.1%}}<extra></extra>"));
        return figure.WithAxes(new PlotlyAxis("accuracy") { TickFormat = ".0%" }, new PlotlyAxis { Grid = true, Reversed = true }).WithRows(names)
            .WithLegendLine().WithHeight(150 + 32 * networks.Count);
    }
}
