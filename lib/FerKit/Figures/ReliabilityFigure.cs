using System.Globalization;

namespace FerKit.Figures;

/// <summary>The answers of one range of confidence.</summary>
/// <param name="From">Lower end of the range, 0 to 1.</param>
/// <param name="To">Upper end.</param>
/// <param name="Confidence">Their mean confidence; not a number for none.</param>
/// <param name="Accuracy">The share of them that is right; not a number for none.</param>
/// <param name="Count">How many.</param>
public sealed record ReliabilityBin(double From, double To, double Confidence, double Accuracy, int Count);

/// <summary>
/// A reliability diagram (Guo et al. 2017): how often answers of each confidence are right, against the diagonal on which they
/// would be as often right as they claim; how many answers there are stands below.
/// </summary>
public static class ReliabilityFigure
{
    /// <summary>Draws it, with the expected calibration error in its heading.</summary>
    /// <exception cref="ArgumentException">No answers, or a bin that has answers and no accuracy or confidence.</exception>
    public static PlotlyFigure Create(IReadOnlyList<ReliabilityBin> bins, string title)
    {
        int answers = bins.Sum(bin => bin.Count);
        if (answers <= 0)
            throw new ArgumentException("There is no answer to draw.", nameof(bins));
        ReliabilityBin[] filled = [.. bins.Where(bin => bin.Count > 0)];
        if (filled.FirstOrDefault(bin => !double.IsFinite(bin.Accuracy) || !double.IsFinite(bin.Confidence)) is { } odd)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The bin from {odd.From} to {odd.To} has answers, but no accuracy or no confidence."), nameof(bins));
        double error = filled.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / answers;
        var upright = new PlotlyAxis("accuracy") { Range = (0, 1), TickFormat = ".0%", Domain = (0.34, 1) };
        var across = new PlotlyAxis("confidence") { Range = (0, 1), TickFormat = ".0%", Grid = false };
        return new PlotlyFigure(title)
            .WithSubtitle($"Expected calibration error {Percent.Of(error)} over {answers.ToString("N0", CultureInfo.InvariantCulture)} answers. Below the diagonal: too sure.")
            .Add(Bars("accuracy", bins, [.. bins.Select(bin => bin.Accuracy)], Palette.Sky, "%{y:.1%} right<extra></extra>"))
            .Add(PlotlyTrace.Line("as sure as right", [0, 1], [0, 1]).WithColor(Palette.Ink).Dashed().With("mode", "lines").With("hoverinfo", "skip"))
            .Add(PlotlyTrace.Points("mean confidence", [.. filled.Select(bin => bin.Confidence)], [.. filled.Select(bin => bin.Accuracy)]).WithColor(Palette.Vermillion)
                .With("hovertemplate", "sure to %{x:.1%}, right to %{y:.1%}<extra></extra>"))
            .Add(Bars("answers", bins, [.. bins.Select(bin => (double)bin.Count)], Palette.Grey, "%{y} answers<extra></extra>").With("showlegend", false).OnPanel(2))
            .WithAxes(across with { Title = null, Labels = false }, upright)
            .WithAxes(across, new PlotlyAxis("answers") { Domain = (0, 0.24) }, 2)
            .WithLegendLine().With("bargap", 0)
            .WithHeight(500);
    }

    private static PlotlyTrace Bars(string name, IReadOnlyList<ReliabilityBin> bins, double[] values, string color, string hover) =>
        PlotlyTrace.Bars(name, [.. bins.Select(_ => "")], values).WithColor(color)
            .With("x", Numbers.Array(bins.Select(bin => (bin.From + bin.To) / 2)))
            .With("width", Numbers.Array(bins.Select(bin => 0.92 * (bin.To - bin.From))))
            .With("hovertemplate", hover);
}
