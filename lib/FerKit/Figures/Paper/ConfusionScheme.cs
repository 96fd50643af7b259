using System.Globalization;
using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Answers of a classifier with two classes, by eq. 6's names.</summary>
/// <param name="TruePositive">Positives, predicted as such.</param>
/// <param name="FalsePositive">Negatives, predicted as positive.</param>
/// <param name="FalseNegative">Positives, predicted as negative.</param>
/// <param name="TrueNegative">Negatives, predicted as such.</param>
public sealed record BinaryCounts(long TruePositive, long FalsePositive, long FalseNegative, long TrueNegative)
{
    /// <summary>Eq. 6: the share that is right; not a number without answers.</summary>
    public double Accuracy => (double)(TruePositive + TrueNegative) / (TruePositive + TrueNegative + FalsePositive + FalseNegative);
}

/// <summary>Table 4: the confusion matrix of two classes, predictions in rows and truth in columns, as the paper has it.</summary>
public static class ConfusionScheme
{
    /// <summary>The scheme alone.</summary>
    public static PlotlyFigure Table4() => Draw("Table 4. Confusion matrix of two classes", "Eq. 6: accuracy = (TP + TN) / (TP + TN + FP + FN). Blue: right. Orange: wrong.", ["", "", "", ""]);

    /// <summary>The scheme filled with numbers.</summary>
    /// <param name="counts">The numbers.</param>
    /// <param name="data">What was classified, as titles name it: "built-in wild faces, fear or not".</param>
    /// <exception cref="ArgumentException">A count is negative, or all are 0.</exception>
    public static PlotlyFigure Table4(BinaryCounts counts, string data)
    {
        long[] numbers = [counts.TruePositive, counts.FalsePositive, counts.FalseNegative, counts.TrueNegative];
        if (numbers.Any(number => number < 0) || numbers.All(number => number == 0))
            throw new ArgumentException("A confusion matrix needs counts that are not negative, and one answer at least.", nameof(counts));
        string[] texts = [.. numbers.Select(number => " = " + number.ToString("N0", CultureInfo.InvariantCulture))];
        return Draw($"Table 4. Confusion matrix: {data}", $"Eq. 6: accuracy = (TP + TN) / (TP + TN + FP + FN) = {Percent.Of(counts.Accuracy)}. Blue: right. Orange: wrong.", texts);
    }

    private static PlotlyFigure Draw(string title, string subtitle, string[] numbers)
    {
        string[] classes = ["positive", "negative"];
        PlotlyTrace field = PlotlyTrace.HeatMap(classes, classes, [[1, 0], [0, 1]])
            .With("text", new JsonArray(
                Numbers.Array([$"<b>TP{numbers[0]}</b><br>true positive", $"<b>FP{numbers[1]}</b><br>false positive"]),
                Numbers.Array([$"<b>FN{numbers[2]}</b><br>false negative", $"<b>TN{numbers[3]}</b><br>true negative"])))
            .With("texttemplate", "%{text}")
            .With("hoverinfo", "skip")
            .With("colorscale", new JsonArray(new JsonArray(0, TableFigure.Wrong), new JsonArray(1, "#BBD9EC")))
            .With("textfont", new JsonObject { ["color"] = Palette.Ink, ["size"] = 14 })
            .With("showscale", false).With("xgap", 3).With("ygap", 3);
        return new PlotlyFigure(title).WithSubtitle(subtitle).Add(field)
            .WithAxes(new PlotlyAxis("true value") { Grid = false }, new PlotlyAxis("predicted value") { Grid = false, Reversed = true })
            .WithHeight(330);
    }
}
