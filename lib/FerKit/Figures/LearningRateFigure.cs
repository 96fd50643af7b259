using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>The learning rate of one epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Rate">The rate; what is not above zero has no place on the axis and is left out.</param>
public sealed record RatePoint(int Epoch, double Rate);

/// <summary>A schedule of learning rates.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Points">Its epochs, in order.</param>
public sealed record RateSchedule(string Name, IReadOnlyList<RatePoint> Points);

/// <summary>Learning rates over the epochs, by powers of ten; a rate holds until the next epoch begins.</summary>
public static class LearningRateFigure
{
    private const double FewPowers = 1000;

    /// <summary>Draws one or more schedules.</summary>
    /// <exception cref="ArgumentException">No schedule, or one without an epoch or without a rate above zero.</exception>
    public static PlotlyFigure Create(IReadOnlyList<RateSchedule> schedules, string title)
    {
        if (schedules.Count == 0)
            throw new ArgumentException("There is no schedule to draw.", nameof(schedules));
        if (schedules.FirstOrDefault(schedule => !schedule.Points.Any(point => point.Rate > 0)) is { } empty)
            throw new ArgumentException($"'{empty.Name}' has no epoch with a rate above zero.", nameof(schedules));
        double[] rates = [.. schedules.SelectMany(Shown).Select(point => point.Rate)];
        return schedules.Select((schedule, i) => PlotlyTrace
                .Line(schedule.Name, [.. Shown(schedule).Select(point => (double)point.Epoch)], [.. Shown(schedule).Select(point => point.Rate)])
                .WithColor(Palette.Series[i % Palette.Series.Count])
                .With("mode", "lines")
                .With("line", new JsonObject { ["color"] = Palette.Series[i % Palette.Series.Count], ["shape"] = "hv", ["width"] = 2.5, ["dash"] = i % 2 == 0 ? "solid" : "dash" })
                .With("hovertemplate", "epoch %{x}: %{y:.2g}"))
            .Aggregate(new PlotlyFigure(title), (figure, trace) => figure.Add(trace))
            .WithAxes(new PlotlyAxis("epoch") { Grid = false }, new PlotlyAxis("learning rate") { Logarithmic = true, FineTicks = rates.Max() < FewPowers * rates.Min() })
            .With("showlegend", schedules.Count > 1).WithLegendLine()
            .WithHeight(320);
    }

    // The last rate holds for its epoch too.
    private static IEnumerable<RatePoint> Shown(RateSchedule schedule)
    {
        RatePoint[] above = [.. schedule.Points.Where(point => point.Rate > 0)];
        return above.Append(above[^1] with { Epoch = above[^1].Epoch + 1 });
    }
}
