using System.Globalization;

namespace FerKit.Figures;

/// <summary>A count of one model.</summary>
/// <param name="Name">The model; where it has the name that <see cref="PaperResults"/> gives it, the paper's number stands below it.</param>
/// <param name="Count">Parameters, or FLOPs.</param>
public sealed record CountedModel(string Name, double Count);

/// <summary>Figs. 14 and 15: what the models cost, as the kit counts it and as the paper prints it.</summary>
public static class ComplexityBars
{
    /// <summary>Fig. 14: parameters.</summary>
    /// <param name="counted">Parameters of each model.</param>
    /// <exception cref="ArgumentException">A count is not above zero, or two models have one name.</exception>
    public static PlotlyFigure Figure14(IReadOnlyList<CountedModel> counted) =>
        Create("Fig. 14. Parameters of the models", "parameters in millions", counted, PaperResults.Figure14, "Blue: counted by this kit. Grey: quoted from the paper.");

    /// <summary>Fig. 15: FLOPs.</summary>
    /// <param name="counted">FLOPs of each model, by thop's rules.</param>
    /// <param name="side">Height and width of the input in pixels.</param>
    /// <exception cref="ArgumentException">A count is not above zero, or two models have one name.</exception>
    public static PlotlyFigure Figure15(IReadOnlyList<CountedModel> counted, int side = 224) =>
        Create($"Fig. 15. FLOPs of the models for a face of {side} x {side} pixels", "FLOPs in millions", counted, PaperResults.Figure15,
            $"Blue: counted by this kit, by the rules of thop. Grey: quoted from the paper{(side == 224 ? "" : ", for 224 x 224 pixels")}.");

    private static PlotlyFigure Create(string title, string axis, IReadOnlyList<CountedModel> counted, IReadOnlyList<QuotedNumber> quoted, string subtitle)
    {
        if (counted.FirstOrDefault(one => !(one.Count > 0 && double.IsFinite(one.Count))) is { } none)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{none.Name}' has a count of {none.Count}: it must be above zero."), nameof(counted));
        string[] names = [.. counted.Select(one => one.Name)];
        QuotedBar[] bars =
        [
            .. counted.SelectMany(one => quoted.Where(printed => printed.Name == one.Name).Select(Bar).Prepend(new QuotedBar(one.Name, one.Count / 1e6, Millions(one.Count)))),
            .. quoted.Where(printed => !names.Contains(printed.Name)).Select(Bar),
        ];
        return QuotedBars.Create(title, subtitle, bars, "counted", new PlotlyAxis(axis));
    }

    private static QuotedBar Bar(QuotedNumber printed) => new(printed.Name, printed.Value / 1e6, $"{Millions(printed.Value)} {printed.Mark}", printed.Source);

    private static string Millions(double count) => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:N2} M");
}
