using System.Globalization;
using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Table 4: the confusion matrix of two classes, predictions in rows and truth in columns, as the paper has it.</summary>
public static class ConfusionScheme
{
    /// <summary>The scheme alone.</summary>
    public static PlotlyFigure Table4() => Draw("Table 4. Confusion matrix of two classes", "Eq. 6: accuracy = (TP + TN) / (TP + TN + FP + FN). Blue: right. Orange: wrong.", ["", "", "", ""]);

    /// <summary>The scheme filled with numbers.</summary>
    /// <param name="truePositives">Positives, predicted as such.</param>
    /// <param name="falsePositives">Negatives, predicted as positive.</param>
    /// <param name="falseNegatives">Positives, predicted as negative.</param>
    /// <param name="trueNegatives">Negatives, predicted as such.</param>
    /// <param name="data">What was classified, as titles name it: "built-in wild faces, fear or not".</param>
    /// <exception cref="ArgumentException">A count is negative, or all are 0.</exception>
    public static PlotlyFigure Table4(long truePositives, long falsePositives, long falseNegatives, long trueNegatives, string data)
    {
        long[] numbers = [truePositives, falsePositives, falseNegatives, trueNegatives];
        if (numbers.Any(number => number < 0) || numbers.All(number => number == 0))
            throw new ArgumentException("A confusion matrix needs counts that are not negative, and one answer at least.");
        double accuracy = (double)(truePositives + trueNegatives) / numbers.Sum();
        string[] texts = [.. numbers.Select(number => " = " + number.ToString("N0", CultureInfo.InvariantCulture))];
        return Draw($"Table 4. Confusion matrix: {data}", $"Eq. 6: accuracy = (TP + TN) / (TP + TN + FP + FN) = {Percent.Of(accuracy)}. Blue: right. Orange: wrong.", texts);
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
