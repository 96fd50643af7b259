namespace FerKit.Figures;

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="TrainLoss">Mean loss over the training samples.</param>
/// <param name="TrainAccuracy">Share of training samples classified rightly, 0 to 1.</param>
/// <param name="ValidationLoss">The same over the validation samples; not a number: not measured.</param>
/// <param name="ValidationAccuracy">The same over the validation samples; not a number: not measured.</param>
/// <param name="TestLoss">The same over the test samples; not a number: not measured.</param>
/// <param name="TestAccuracy">The same over the test samples; not a number: not measured.</param>
public sealed record EpochNumbers(int Epoch, double TrainLoss, double TrainAccuracy,
    double ValidationLoss = double.NaN, double ValidationAccuracy = double.NaN, double TestLoss = double.NaN, double TestAccuracy = double.NaN);

/// <summary>Loss and accuracy over the epochs of one training, side by side.</summary>
public static class TrainingCurves
{
    /// <summary>Draws them.</summary>
    /// <exception cref="ArgumentException">No epochs.</exception>
    public static PlotlyFigure Create(IReadOnlyList<EpochNumbers> epochs, string title)
    {
        if (epochs.Count == 0)
            throw new ArgumentException("There is no epoch to draw.", nameof(epochs));
        double[] x = [.. epochs.Select(e => (double)e.Epoch)];
        double step = Math.Max(1, Math.Ceiling(epochs.Count / 10.0));
        PlotlyFigure figure = new PlotlyFigure(title)
            .WithAxes(new PlotlyAxis("epoch") { Domain = (0, 0.44), Grid = false, Step = step }, new PlotlyAxis("loss"))
            .WithAxes(new PlotlyAxis("epoch") { Domain = (0.56, 1), Grid = false, Step = step }, new PlotlyAxis("accuracy") { TickFormat = ".0%", Range = (0, 1) }, 2)
            .WithLegendLine()
            .With("hovermode", "x");
        foreach ((string name, string color, Func<EpochNumbers, double> loss, Func<EpochNumbers, double> accuracy) in new (string, string, Func<EpochNumbers, double>, Func<EpochNumbers, double>)[]
        {
            ("training", Palette.Blue, e => e.TrainLoss, e => e.TrainAccuracy),
            ("validation", Palette.Vermillion, e => e.ValidationLoss, e => e.ValidationAccuracy),
            ("test", Palette.Green, e => e.TestLoss, e => e.TestAccuracy),
        })
        {
            if (!epochs.Any(e => double.IsFinite(loss(e)) || double.IsFinite(accuracy(e))))
                continue;
            figure = figure
                .Add(PlotlyTrace.Line(name, x, [.. epochs.Select(loss)]).WithColor(color).InLegendOf(name, show: true).With("hovertemplate", "%{y:.3f}"))
                .Add(PlotlyTrace.Line(name, x, [.. epochs.Select(accuracy)]).WithColor(color).InLegendOf(name, show: false).OnPanel(2).With("hovertemplate", "%{y:.1%}"));
        }
        return figure;
    }
}
