namespace FerKit.Figures;

/// <summary>How many samples each class has, split by split (the content of Tables 2 and 3, drawn).</summary>
public static class ClassCounts
{
    /// <summary>Draws grouped bars.</summary>
    /// <param name="classNames">The classes.</param>
    /// <param name="splits">A name and a count a class, for each split.</param>
    /// <param name="title">What it shows.</param>
    /// <exception cref="ArgumentException">A split does not fit the classes.</exception>
    public static PlotlyFigure Create(IReadOnlyList<string> classNames, IReadOnlyList<(string Name, IReadOnlyList<int> Counts)> splits, string title) =>
        splits.Select((split, i) => PlotlyTrace.Bars(split.Name, classNames, [.. split.Counts.Select(count => (double)count)])
                .WithColor(Palette.Series[i % Palette.Series.Count]).With("hovertemplate", "%{x}: %{y}"))
            .Aggregate(new PlotlyFigure(title), (figure, trace) => figure.Add(trace))
            .WithAxes(new PlotlyAxis { Grid = false }, new PlotlyAxis("faces"))
            .WithHeight(320)
            .With("bargap", 0.3)
            .WithLegendLine();
}
