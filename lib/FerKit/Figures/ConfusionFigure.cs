using System.Globalization;
using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>A confusion matrix as a heat map: a row a true class, a column a predicted one (Fig. 12's form).</summary>
public static class ConfusionFigure
{
    /// <summary>Draws it. Colour is the share of the row; the fields carry counts.</summary>
    /// <param name="classNames">The classes, in the order of rows and columns.</param>
    /// <param name="counts">How often: [true class, predicted class].</param>
    /// <param name="title">What it shows.</param>
    /// <exception cref="ArgumentException">The matrix does not fit the classes, or a count is negative.</exception>
    public static PlotlyFigure Create(IReadOnlyList<string> classNames, long[,] counts, string title) =>
        Create(classNames, counts, title, (_, count) => count.ToString(CultureInfo.InvariantCulture), "%{y}, predicted as %{x}: %{text} (%{z:.0%})<extra></extra>");

    /// <summary>Fig. 12: the fields carry shares of their row in percent; what the paper tells of its own matrix stands in the heading.</summary>
    /// <param name="classNames">As in <see cref="Create(IReadOnlyList{string}, long[,], string)"/>.</param>
    /// <param name="counts">Likewise.</param>
    /// <param name="model">The network, as titles name it.</param>
    /// <param name="data">The data, as titles name it: "built-in wild faces".</param>
    /// <exception cref="ArgumentException">The matrix does not fit the classes, or a count is negative.</exception>
    public static PlotlyFigure Figure12(IReadOnlyList<string> classNames, long[,] counts, string model, string data) =>
        Create(classNames, counts, $"Fig. 12. Confusion matrix of {model} on {data}", (share, _) => double.IsFinite(share) ? Percent.Of(share, 0) : "", "%{y}, predicted as %{x}: %{text}<extra></extra>")
            .WithSubtitle($"Shares of each row. Quoted from the paper, GCLNet on RAF-DB: {string.Join(" and ", PaperResults.Figure12.Select(one => $"{one.Name} {Percent.Of(one.Value, 0)}"))} right.");

    private static PlotlyFigure Create(IReadOnlyList<string> classNames, long[,] counts, string title, Func<double, long, string> write, string hover)
    {
        int n = classNames.Count;
        if (counts.GetLength(0) != n || counts.GetLength(1) != n)
            throw new ArgumentException($"{n} classes do not fit a matrix of {counts.GetLength(0)} x {counts.GetLength(1)}.", nameof(counts));
        if (counts.Cast<long>().Any(count => count < 0))
            throw new ArgumentException("A count is negative.", nameof(counts));

        long[][] rows = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => counts[i, j]).ToArray())];
        double[][] shares = [.. rows.Select(row => row.Select(count => count / Math.Max(1.0, row.Sum())).ToArray())];
        PlotlyTrace field = PlotlyTrace.HeatMap(classNames, classNames, shares)
            .With("text", new JsonArray([.. rows.Select(row => Numbers.Array(row.Select(count => write((double)count / row.Sum(), count))))]))
            .With("texttemplate", "%{text}")
            .With("hovertemplate", hover)
            .With("colorscale", new JsonArray(new JsonArray(0, "#F7FAFC"), new JsonArray(1, "#4C9BD1"))) // light enough for dark text everywhere
            .With("textfont", new JsonObject { ["color"] = Palette.Ink })
            .With("zmin", 0).With("zmax", 1)
            .With("xgap", 2).With("ygap", 2)
            .With("colorbar", new JsonObject { ["tickformat"] = ".0%", ["thickness"] = 12, ["outlinewidth"] = 0 });
        return new PlotlyFigure(title)
            .Add(field)
            .WithAxes(new PlotlyAxis("predicted (colour: share of the row)") { Grid = false }, new PlotlyAxis("true") { Grid = false, Reversed = true })
            .WithHeight(Math.Clamp(150 + 44 * n, 260, 900));
    }
}
