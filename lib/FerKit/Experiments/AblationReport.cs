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
            .Text("Intervals hold with 95 %, by drawing persons (pictures, where persons are unknown) and seeds anew.");
        foreach (string warning in warnings) page.Text($"Warning: {warning}");
        for (int i = 0; i < sets.Count; i++) page.Add($"accuracies{(sets.Count > 1 ? $"-{i + 1}" : "")}", ResultFigures.Ablation([.. sets[i]]));
        foreach (int number in (int[])[5, 6, 7])
            if (ResultFigures.HasTable(number, table)) page.Add($"table-{number}", ResultFigures.Table(number, table));
        page.Write(folder);
    }
}
