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
    public static PlotlyFigure Create(IReadOnlyList<string> classNames, long[,] counts, string title)
    {
        int n = classNames.Count;
        if (counts.GetLength(0) != n || counts.GetLength(1) != n)
            throw new ArgumentException($"{n} classes do not fit a matrix of {counts.GetLength(0)} x {counts.GetLength(1)}.", nameof(counts));
        if (counts.Cast<long>().Any(count => count < 0))
            throw new ArgumentException("A count is negative.", nameof(counts));

        long[][] rows = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => counts[i, j]).ToArray())];
        double[][] shares = [.. rows.Select(row => row.Select(count => count / Math.Max(1.0, row.Sum())).ToArray())];
        PlotlyTrace field = PlotlyTrace.HeatMap(classNames, classNames, shares)
            .With("text", new JsonArray([.. rows.Select(row => Numbers.Array(row.Select(count => count.ToString(CultureInfo.InvariantCulture))))]))
            .With("texttemplate", "%{text}")
            .With("hovertemplate", "%{y}, predicted as %{x}: %{text} (%{z:.0%})<extra></extra>")
            .With("colorscale", new JsonArray(new JsonArray(0, "#F7FAFC"), new JsonArray(1, "#4C9BD1"))) // light enough for dark text everywhere
            .With("textfont", new JsonObject { ["color"] = Palette.Ink })
            .With("zmin", 0).With("zmax", 1)
            .With("xgap", 2).With("ygap", 2)
            .With("colorbar", new JsonObject { ["tickformat"] = ".0%", ["thickness"] = 12, ["outlinewidth"] = 0, ["title"] = new JsonObject { ["text"] = "share of the row", ["side"] = "right" } });
        return new PlotlyFigure(title)
            .Add(field)
            .WithAxes(new PlotlyAxis("predicted") { Grid = false }, new PlotlyAxis("true") { Grid = false, Reversed = true })
            .WithHeight(Math.Clamp(150 + 44 * n, 260, 900));
    }
}
