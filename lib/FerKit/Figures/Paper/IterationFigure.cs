using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Fig. 11: training and test accuracy and loss over the epochs, on one axis; the loss times 30, as the paper draws it.</summary>
public static class IterationFigure
{
    private const int LossFactor = 30;

    /// <summary>Draws it. Where the test was not measured in every epoch, which is how models should be chosen, the validation takes its place.</summary>
    /// <param name="epochs">The epochs, in order.</param>
    /// <param name="model">The network, as titles name it.</param>
    /// <param name="data">The data, as titles name it: "built-in wild faces".</param>
    /// <exception cref="ArgumentException">No epochs.</exception>
    public static PlotlyFigure Figure11(IReadOnlyList<EpochNumbers> epochs, string model, string data)
    {
        if (epochs.Count == 0)
            throw new ArgumentException("There is no epoch to draw.", nameof(epochs));
        string mode = epochs.Count == 1 ? "markers" : "lines";
        double[] x = [.. epochs.Select(e => (double)e.Epoch)];
        PlotlyFigure figure = new PlotlyFigure($"Fig. 11. {model} over {epochs.Count} epochs on {data}")
            .WithSubtitle($"Solid: accuracy in %. Dashes: loss, times {LossFactor}.")
            .WithAxes(new PlotlyAxis("epoch") { Grid = false, Step = Math.Max(1, Math.Ceiling(epochs.Count / 10.0)) }, new PlotlyAxis($"accuracy in %, loss x {LossFactor}") { FromZero = true })
            .WithHeight(430).With("hovermode", "x")
            .With("legend", new JsonObject { ["orientation"] = "h", ["x"] = 0.5, ["xanchor"] = "center", ["y"] = -0.2, ["yanchor"] = "top" });
        bool test = epochs.Any(e => double.IsFinite(e.TestAccuracy)), validation = epochs.Any(e => double.IsFinite(e.ValidationAccuracy));
        figure = Add(figure, "training", Palette.Blue, e => e.TrainAccuracy, e => e.TrainLoss);
        return test ? Add(figure, "test", Palette.Green, e => e.TestAccuracy, e => e.TestLoss)
            : validation ? Add(figure, "validation", Palette.Vermillion, e => e.ValidationAccuracy, e => e.ValidationLoss) : figure;

        PlotlyFigure Add(PlotlyFigure to, string part, string color, Func<EpochNumbers, double> accuracy, Func<EpochNumbers, double> loss) => to
            .Add(PlotlyTrace.Line($"{part} accuracy", x, [.. epochs.Select(e => 100 * accuracy(e))]).WithColor(color).With("mode", mode).With("hovertemplate", "%{y:.2f} %"))
            .Add(PlotlyTrace.Line($"{part} loss", x, [.. epochs.Select(e => LossFactor * loss(e))]).WithColor(color).Dashed().With("mode", mode)
                .With("customdata", Numbers.Array(epochs.Select(loss))).With("hovertemplate", "%{customdata:.4f}"));
    }
}
