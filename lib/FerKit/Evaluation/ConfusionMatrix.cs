namespace FerKit.Evaluation;

/// <summary>Counts of what was there (rows) and what was said (columns), and the metrics that follow (eq. 6 generalised).</summary>
public sealed class ConfusionMatrix
{
    private readonly long[,] counts;

    /// <summary>Counts pairs of labels.</summary>
    /// <param name="classNames">The classes, in the numbering of the labels.</param>
    /// <param name="truth">The right class of each sample.</param>
    /// <param name="predicted">The class that was said of each.</param>
    /// <exception cref="ArgumentException">Lists of different lengths, or a label that is no class.</exception>
    public ConfusionMatrix(IReadOnlyList<string> classNames, IReadOnlyList<long> truth, IReadOnlyList<long> predicted)
    {
        if (truth.Count != predicted.Count)
            throw new ArgumentException($"{predicted.Count} predictions for {truth.Count} samples.", nameof(predicted));
        ClassNames = classNames;
        counts = new long[classNames.Count, classNames.Count];
        for (int i = 0; i < truth.Count; i++)
        {
            if (truth[i] < 0 || truth[i] >= classNames.Count || predicted[i] < 0 || predicted[i] >= classNames.Count)
                throw new ArgumentException($"Sample {i} pairs class {truth[i]} with {predicted[i]}; there are {classNames.Count} classes.");
            counts[truth[i], predicted[i]]++;
        }
        Count = truth.Count;
    }

    /// <summary>The classes, in the order of rows and columns.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Samples that were counted.</summary>
    public long Count { get; }

    /// <summary>A copy of the counts: [truth, predicted].</summary>
    public long[,] Counts => (long[,])counts.Clone();

    /// <summary>Right answers over all; NaN without samples.</summary>
    public double Accuracy => Enumerable.Range(0, ClassNames.Count).Sum(i => counts[i, i]) / (double)Count;

    /// <summary>Precision, recall and F1 of each class. A quotient without a denominator counts as 0, as in scikit-learn.</summary>
    public IReadOnlyList<ClassScore> PerClass => [.. Enumerable.Range(0, ClassNames.Count).Select(Score)];

    /// <summary>The mean precision of the classes that occur in the truth or in the predictions, each weighing the same; NaN without samples.</summary>
    public double MacroPrecision => Mean(i => Row(i) + Column(i) > 0, score => score.Precision);

    /// <summary>The mean recall of the same classes.</summary>
    public double MacroRecall => Mean(i => Row(i) + Column(i) > 0, score => score.Recall);

    /// <summary>The mean F1 of the same classes.</summary>
    public double MacroF1 => Mean(i => Row(i) + Column(i) > 0, score => score.F1);

    /// <summary>
    /// The mean recall of the classes that occur in the truth, scikit-learn's balanced accuracy: what RAF-DB's authors ask for, since
    /// a third of its faces are happy. NaN without samples.
    /// </summary>
    public double MeanClassAccuracy => Mean(i => Row(i) > 0, score => score.Recall);

    /// <summary>One class against all others: the four cells of Table 4.</summary>
    /// <param name="i">The class that counts as positive.</param>
    public BinaryCounts OneAgainstRest(int i)
    {
        long right = counts[i, i];
        return new BinaryCounts(right, Column(i) - right, Row(i) - right, Count - Row(i) - Column(i) + right);
    }

    private double Mean(Func<int, bool> counts, Func<ClassScore, double> metric)
    {
        double[] scores = [.. Enumerable.Range(0, ClassNames.Count).Where(counts).Select(i => metric(Score(i)))];
        return scores.Length == 0 ? double.NaN : scores.Average();
    }

    private ClassScore Score(int i) => new(
        ClassNames[i], Ratio(counts[i, i], Column(i)), Ratio(counts[i, i], Row(i)), Ratio(2 * counts[i, i], Row(i) + Column(i)), Row(i));

    private long Row(int i) => Enumerable.Range(0, ClassNames.Count).Sum(j => counts[i, j]);

    private long Column(int j) => Enumerable.Range(0, ClassNames.Count).Sum(i => counts[i, j]);

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>The metrics of one class, each from 0 to 1.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Right among those said to be of the class.</param>
/// <param name="Recall">Right among those of the class.</param>
/// <param name="F1">Harmonic mean of both.</param>
/// <param name="Support">Samples of the class.</param>
public sealed record ClassScore(string Name, double Precision, double Recall, double F1, long Support);

/// <summary>The cells of a binary confusion matrix (Table 4).</summary>
/// <param name="TruePositives">Of the class, and said to be.</param>
/// <param name="FalsePositives">Not of the class, but said to be.</param>
/// <param name="FalseNegatives">Of the class, but not said to be.</param>
/// <param name="TrueNegatives">Neither.</param>
public sealed record BinaryCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>Eq. (6): right answers over all; NaN without samples.</summary>
    public double Accuracy => (TruePositives + TrueNegatives) / (double)(TruePositives + FalsePositives + FalseNegatives + TrueNegatives);
}
