using System.Globalization;

namespace FerKit.Figures;

/// <summary>What several trainings of one network came to.</summary>
/// <param name="Accuracy">Mean accuracy, 0 to 1.</param>
/// <param name="Spread">Standard deviation from seed to seed; not a number for one seed.</param>
/// <param name="Seeds">How many seeds.</param>
public sealed record AblationEntry(double Accuracy, double Spread, int Seeds);

/// <summary>The measurements on one data set.</summary>
/// <param name="Data">The data, as titles name it: "built-in wild faces".</param>
/// <param name="Rows">One for each row of the table, in its order; null: not run.</param>
public sealed record AblationColumn(string Data, IReadOnlyList<AblationEntry?> Rows);

/// <summary>Tables 5 to 7: what each part of the network adds. The paper's accuracies stand beside the measured ones, marked as quoted.</summary>
public static class AblationTable
{
    /// <summary>Table 5: the two modules, rows neither, LFA, MGC, both.</summary>
    /// <param name="measured">A column for each data set; may be none.</param>
    /// <exception cref="ArgumentException">A column does not fit the table, or an accuracy is no share.</exception>
    public static PlotlyFigure Table5(params IReadOnlyList<AblationColumn> measured) => Create("Table 5. LFA and MGC", ["LFA", "MGC"],
        [["–", "–"], ["✓", "–"], ["–", "✓"], ["✓", "✓"]], PaperResults.Table5, measured);

    /// <summary>Table 6: parts of the local feature enhancement module, rows as <see cref="PaperResults.Table6"/>; otherwise as <see cref="Table5"/>.</summary>
    public static PlotlyFigure Table6(params IReadOnlyList<AblationColumn> measured) => Create("Table 6. Parts of LFA", ["method"],
        [.. PaperResults.Table6.Select(row => new[] { row.Name })], PaperResults.Table6, measured);

    /// <summary>Table 7: parts of the global association module, rows as <see cref="PaperResults.Table7"/>; otherwise as <see cref="Table5"/>.</summary>
    public static PlotlyFigure Table7(params IReadOnlyList<AblationColumn> measured) => Create("Table 7. Parts of MGC", ["method"],
        [.. PaperResults.Table7.Select(row => new[] { row.Name })], PaperResults.Table7, measured);

    private static PlotlyFigure Create(string title, string[] labels, string[][] names, IReadOnlyList<QuotedAblation> quoted, IReadOnlyList<AblationColumn> measured)
    {
        foreach (AblationColumn column in measured)
        {
            if (column.Rows.Count != names.Length)
                throw new ArgumentException($"{column.Data} has {column.Rows.Count} rows; the table has {names.Length}: give null for what was not run.", nameof(measured));
            foreach (AblationEntry? entry in column.Rows)
                Percent.Check(column.Data, entry?.Accuracy ?? 0);
        }
        string[] headings = [.. labels, .. measured.Select(column => column.Data), "RAF-DB, quoted", "CK+, quoted"];
        TableField[][] rows =
        [
            .. names.Select((name, i) => (TableField[])
            [
                .. name.Select(part => (TableField)part), .. measured.Select(column => (TableField)Text(column.Rows[i])),
                new(Percent.Of(quoted[i].RafDb), TableFigure.Quoted), new(Percent.Of(quoted[i].CkPlus), TableFigure.Quoted),
            ]),
        ];
        string subtitle = measured.Count == 0 ? "Accuracy, quoted from the paper."
            : "Accuracy. White: measured, mean ± standard deviation over seeds (their number). Grey: quoted from the paper. Numbers of different data do not compare.";
        string data = measured.Count == 0 ? "RAF-DB and CK+" : string.Join(" and ", measured.Select(column => column.Data));
        return TableFigure.Create($"{title} on {data}", subtitle, headings, rows);
    }

    private static string Text(AblationEntry? entry) => entry switch
    {
        null => "not run",
        { Seeds: 1 } => $"{Percent.Of(entry.Accuracy)} (1)",
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * entry.Accuracy:F2} ± {100 * entry.Spread:F2} % ({entry.Seeds})"),
    };
}
