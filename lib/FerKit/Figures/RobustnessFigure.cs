using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Accuracy under one strength of a condition.</summary>
/// <param name="Strength">Its place on the axis.</param>
/// <param name="Accuracy">0 to 1.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Label">The strength in words; null: its number.</param>
public sealed record StrengthPoint(double Strength, double Accuracy, double Low, double High, string? Label = null);

/// <summary>One model under a condition.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Points">From mild to hard.</param>
public sealed record StrengthCurve(string Model, IReadOnlyList<StrengthPoint> Points);

/// <summary>How accuracy falls as pictures grow harder: a curve a model, in a band that is its 95 % interval.</summary>
public static class RobustnessFigure
{
    private static readonly string[] Shapes = ["circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "star", "hexagon"];

    // Letters of all names together that fit a line over the axes; more stand below them, a line each.
    private const int LegendLine = 70;

    /// <summary>Draws the curves.</summary>
    /// <param name="curves">The models, on the same pictures.</param>
    /// <param name="condition">What the strengths are, with the unit: "yaw in degrees".</param>
    /// <param name="title">What it shows, and on which data.</param>
    /// <exception cref="ArgumentException">No curve, one without points, or an accuracy that is no share.</exception>
    public static PlotlyFigure Create(IReadOnlyList<StrengthCurve> curves, string condition, string title)
    {
        if (curves.Count == 0 || curves.Any(curve => curve.Points.Count == 0))
            throw new ArgumentException("There is no curve to draw, or one has no points.", nameof(curves));
        foreach (StrengthCurve curve in curves)
            foreach (StrengthPoint point in curve.Points)
                Percent.Check(curve.Model, point.Accuracy);
        PlotlyFigure figure = new PlotlyFigure(title).WithSubtitle("Bands: 95 % intervals.").WithLegendLine()
            .WithAxes(new PlotlyAxis(condition) { Grid = false, Ticks = Ticks(curves) }, new PlotlyAxis("accuracy") { TickFormat = ".0%", Range = (0, 1) })
            .WithHeight(400).With("hovermode", "x");
        for (int i = 0; i < curves.Count; i++)
            figure = figure.Add(PlotlyTrace.Band(curves[i].Model, Of(i, point => point.Strength), Of(i, point => point.Low), Of(i, point => point.High), Color(i)).With("legendgroup", curves[i].Model));
        for (int i = 0; i < curves.Count; i++)
            figure = figure.Add(PlotlyTrace.Line(curves[i].Model, Of(i, point => point.Strength), Of(i, point => point.Accuracy)).WithColor(Color(i))
                .With("marker", new JsonObject { ["color"] = Color(i), ["size"] = 8, ["symbol"] = Shapes[i % Shapes.Length] })
                .With("legendgroup", curves[i].Model)
                .With("hovertemplate", "%{y:.1%}"));
        return curves.Sum(curve => curve.Model.Length) <= LegendLine ? figure
            : figure.WithHeight(400 + 24 * curves.Count).With("legend", new JsonObject { ["x"] = 0, ["y"] = -0.2, ["yanchor"] = "top" });

        double[] Of(int curve, Func<StrengthPoint, double> value) => [.. curves[curve].Points.Select(value)];
    }

    private static string Color(int curve) => Palette.Series[curve % Palette.Series.Count];

    private static (double, string)[]? Ticks(IReadOnlyList<StrengthCurve> curves) => curves.SelectMany(curve => curve.Points).All(point => point.Label is null) ? null
        : [.. curves.SelectMany(curve => curve.Points).DistinctBy(point => point.Strength).Select(point => (point.Strength, point.Label ?? FormattableString.Invariant($"{point.Strength}")))];
}
