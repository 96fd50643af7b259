namespace FerKit.Evaluation;

/// <summary>The metrics of a confusion matrix in the form in which files and <c>--json</c> carry them.</summary>
public sealed class MetricsReport(ConfusionMatrix matrix)
{
    /// <summary>Right answers over all, 0 to 1.</summary>
    public double Accuracy => matrix.Accuracy;

    /// <summary>The mean F1 of the classes, 0 to 1.</summary>
    public double MacroF1 => matrix.MacroF1;

    /// <summary>The mean recall of the classes that occur, 0 to 1.</summary>
    public double MeanClassAccuracy => matrix.MeanClassAccuracy;

    /// <summary>The mean precision of the classes, 0 to 1.</summary>
    public double MacroPrecision => matrix.MacroPrecision;

    /// <summary>The mean recall of the classes, 0 to 1.</summary>
    public double MacroRecall => matrix.MacroRecall;

    /// <summary>Samples.</summary>
    public long N => matrix.Count;

    /// <summary>The metrics of each class.</summary>
    public IReadOnlyList<ClassScore> PerClass => matrix.PerClass;

    /// <summary>The counts, a row for each true class.</summary>
    public IReadOnlyList<long[]> Confusion
    {
        get
        {
            long[,] counts = matrix.Counts;
            return [.. Enumerable.Range(0, matrix.ClassNames.Count).Select(i => Enumerable.Range(0, matrix.ClassNames.Count).Select(j => counts[i, j]).ToArray())];
        }
    }
}
