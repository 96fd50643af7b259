namespace FerKit.Figures;

/// <summary>An accuracy with its interval.</summary>
/// <param name="Name">The model.</param>
/// <param name="Value">Accuracy, 0 to 1.</param>
/// <param name="Low">Lower end of its 95 % interval; not a number: none is known.</param>
/// <param name="High">Upper end.</param>
public sealed record MeasuredAccuracy(string Name, double Value, double Low = double.NaN, double High = double.NaN);

/// <summary>Figs. 9 and 10: accuracy of several methods. What the kit measured stands over what the paper reports, which is marked as quoted.</summary>
public static class AccuracyBars
{
    /// <summary>Fig. 9.</summary>
    /// <param name="measured">What was measured; may be none.</param>
    /// <param name="data">On which data, as titles name it: "built-in wild faces".</param>
    /// <exception cref="ArgumentException">An accuracy is no share, or two have one name.</exception>
    public static PlotlyFigure Figure9(IReadOnlyList<MeasuredAccuracy> measured, string data) => Create("Fig. 9", measured, data, PaperResults.Figure9, "RAF-DB");

    /// <summary>Fig. 10; parameters and errors as <see cref="Figure9"/>.</summary>
    public static PlotlyFigure Figure10(IReadOnlyList<MeasuredAccuracy> measured, string data) => Create("Fig. 10", measured, data, PaperResults.Figure10, "CK+");

    private static PlotlyFigure Create(string number, IReadOnlyList<MeasuredAccuracy> measured, string data, IReadOnlyList<QuotedNumber> quoted, string set)
    {
        foreach (MeasuredAccuracy one in measured)
            Percent.Check(one.Name, one.Value);
        string grey = $"Grey: quoted from the paper, on {set}.";
        string subtitle = measured.Count == 0 ? grey : $"Blue: measured on {data}; lines are 95 % intervals. {grey}{(data == set ? "" : " Numbers of different data do not compare.")}";
        QuotedBar[] bars =
        [
            .. measured.Select(one => new QuotedBar(one.Name, one.Value, Percent.Of(one.Value), null, one.Low, one.High)),
            .. quoted.Select(one => new QuotedBar(one.Name, one.Value, $"{Percent.Of(one.Value)} {one.Mark}", one.Source)),
        ];
        return QuotedBars.Create($"{number}. Accuracy on {(measured.Count == 0 ? set : data)}", subtitle, bars, "measured", new PlotlyAxis("accuracy") { Range = (0, 1), TickFormat = ".0%" });
    }
}
