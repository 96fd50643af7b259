using FerKit.Figures;

namespace FerKit.Experiments;

/// <summary>A page of an ablation: its networks beside one another, and those tables of the paper that it has rows of.</summary>
public static class AblationReport
{
    /// <summary>Writes it.</summary>
    /// <param name="folder">The ablation's folder, or another.</param>
    /// <param name="table">The summed up runs.</param>
    /// <param name="warnings">What is wrong with splits, a line each.</param>
    /// <exception cref="FerKitException">The folder cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<AblationSummary> table, IEnumerable<string> warnings)
    {
        var sets = table.GroupBy(row => row.Data).ToList();
        var page = new FigureReport($"Ablation on {string.Join(" and ", sets.Select(set => DataTitle.Of(set.Key)))}")
            .Text($"Intervals hold with 95 %, by drawing persons (pictures, where persons are unknown) {(table.Any(row => row.Seeds == 1) ? "anew: they are of one training of each network, and another may differ by more" : "and seeds anew")}.");
        foreach (string warning in warnings) page.Text($"Warning: {warning}");
        for (int i = 0; i < sets.Count; i++) page.Add($"accuracies{(sets.Count > 1 ? $"-{i + 1}" : "")}", ResultFigures.Ablation([.. sets[i]]));
        page.Table(["network", "data", "accuracy", "from seed to seed", "macro-F1", "points over the first"], table.Select(row => (string[])
        [
            row.Model, DataTitle.Of(row.Data), IntervalText.Percent(row.Accuracy), double.IsNaN(row.Spread) ? "-" : FormattableString.Invariant($"{100 * row.Spread:F1}"),
            IntervalText.Score(row.MacroF1), row.Gain is { } gain ? IntervalText.Points(gain) : "",
        ]));
        foreach (int number in (int[])[5, 6, 7])
            if (ResultFigures.HasTable(number, table)) page.Add($"table-{number}", ResultFigures.Table(number, table));
        page.Write(folder);
    }
}
