using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>What a classifier says of one picture.</summary>
/// <param name="Name">The picture, as its panel is headed.</param>
/// <param name="Probabilities">One a class; their sum is 1.</param>
public sealed record ClassProbabilities(string Name, IReadOnlyList<float> Probabilities);

/// <summary>Class probabilities of a few pictures: a panel of bars each, the most probable class in colour.</summary>
public static class ProbabilityFigure
{
    /// <summary>Draws them side by side.</summary>
    /// <exception cref="ArgumentException">No picture, or a list that does not fit the classes.</exception>
    public static PlotlyFigure Create(IReadOnlyList<string> classNames, IReadOnlyList<ClassProbabilities> pictures, string title)
    {
        if (pictures.Count == 0)
            throw new ArgumentException("There is no picture to draw bars for.", nameof(pictures));
        const double Gap = 0.05;
        double width = (1 - Gap * (pictures.Count - 1)) / pictures.Count;
        PlotlyFigure figure = new PlotlyFigure(title).WithHeight(110 + 26 * classNames.Count).With("showlegend", false).With("bargap", 0.25);
        for (int i = 0; i < pictures.Count; i++)
        {
            ClassProbabilities picture = pictures[i];
            double left = i * (width + Gap);
            float highest = picture.Probabilities.DefaultIfEmpty().Max();
            figure = figure
                .Add(PlotlyTrace.LyingBars(picture.Name, classNames, [.. picture.Probabilities.Select(p => (double)p)])
                    .With("marker", new JsonObject { ["color"] = Numbers.Array(picture.Probabilities.Select(p => p == highest ? Palette.Blue : Palette.Grey)) })
                    .With("hovertemplate", "%{y}: %{x:.1%}<extra></extra>")
                    .OnPanel(i + 1))
                .WithAxes(new PlotlyAxis { Range = (0, 1), Domain = (left, left + width), TickFormat = ".0%", Step = 0.5 },
                    new PlotlyAxis { Reversed = true, Grid = false, Labels = i == 0 }, i + 1)
                .WithHeading(picture.Name, left + width / 2, 1.01);
        }
        return figure;
    }
}
