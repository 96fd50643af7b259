using System.Globalization;

namespace FerKit.Figures;

/// <summary>Tables 2 and 3: samples of each expression, as printed and as the data set has them; what is printed wrongly stands out.</summary>
public static class SampleTable
{
    /// <summary>Table 2, RAF-DB.</summary>
    public static PlotlyFigure Table2() => Create("Table 2. Samples of RAF-DB", PaperSamples.RafDb,
        "Grey: quoted from the paper. Orange: left out or wrong there; the test samples of disgust are those of sadness. Right: RAF-DB's own list.");

    /// <summary>Table 3, FER-2013.</summary>
    public static PlotlyFigure Table3() => Create("Table 3. Samples of FER-2013", PaperSamples.Fer2013,
        "Grey: quoted from the paper. Orange: left out there. Right: FER-2013's own file; what the paper calls the test set is its private test.");

    private static PlotlyFigure Create(string title, IReadOnlyList<SampleCounts> rows, string subtitle)
    {
        bool validation = rows.Any(row => row.Validation > 0);
        string[] headings = ["expression", "quoted training", "quoted test", "training", .. validation ? (string[])["public test", "private test"] : ["test"]];
        List<TableField[]> fields = [.. rows.Select(row => (TableField[])
        [
            Name(row), Quoted(Count(row.PrintedTrain), row.PrintedTrain == row.Train), Quoted(Count(row.PrintedTest), row.PrintedTest == row.Test),
            Count(row.Train), .. validation ? (TableField[])[Count(row.Validation)] : [], Count(row.Test),
        ])];
        fields.Add(
        [
            "together (summed here)", Count(rows.Sum(row => row.PrintedTrain)), Count(rows.Sum(row => row.PrintedTest)),
            Count(rows.Sum(row => row.Train)), .. validation ? (TableField[])[Count(rows.Sum(row => row.Validation))] : [], Count(rows.Sum(row => row.Test)),
        ]);
        return TableFigure.Create(title, subtitle, headings, fields);
    }

    // With the paper's word, where that is another one.
    private static string Name(SampleCounts row) => row.PrintedName is null || row.PrintedName.Equals(row.Expression, StringComparison.OrdinalIgnoreCase)
        ? row.Expression : $"{row.Expression} (\"{row.PrintedName}\")";

    private static TableField Quoted(string text, bool right) => new(text, right ? TableFigure.Quoted : TableFigure.Wrong);

    private static string Count(int? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "left out";
}
