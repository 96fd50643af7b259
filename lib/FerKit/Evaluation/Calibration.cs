namespace FerKit.Evaluation;

/// <summary>
/// How far confidence is from accuracy: the answers are sorted into bins of equal width by the probability of the class that
/// was said (Guo et al. 2017, On Calibration of Modern Neural Networks).
/// </summary>
/// <param name="Bins">From confidence 0 to 1.</param>
public sealed record Calibration(IReadOnlyList<CalibrationBin> Bins)
{
    /// <summary>Expected calibration error: the mean gap between accuracy and confidence, bins weighing by their answers; NaN without answers.</summary>
    public double ExpectedError => Bins.Sum(bin => bin.Count == 0 ? 0 : bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Bins.Sum(bin => bin.Count);

    /// <summary>Sorts answers into bins, each open below and closed above.</summary>
    /// <param name="prediction">The answers.</param>
    /// <param name="bins">How many; 15 as in the literature.</param>
    /// <exception cref="ArgumentOutOfRangeException">No bin.</exception>
    /// <exception cref="FerKitException">Some answers are no numbers.</exception>
    public static Calibration Of(Prediction prediction, int bins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var answers = prediction.Probabilities.Zip(prediction.Right, (row, right) => (Confidence: (double)row.Max(), Right: right))
            .ToLookup(answer => Math.Clamp((int)Math.Ceiling(answer.Confidence * bins) - 1, 0, bins - 1));
        return new Calibration([.. Enumerable.Range(0, bins).Select(i => new CalibrationBin(
            (double)i / bins, (i + 1.0) / bins, answers[i].Count(),
            answers[i].Select(answer => answer.Confidence).DefaultIfEmpty(double.NaN).Average(),
            answers[i].Select(answer => answer.Right ? 1.0 : 0).DefaultIfEmpty(double.NaN).Average()))]);
    }
}

/// <summary>The answers of one range of confidence.</summary>
/// <param name="From">Its lower end, which it does not hold.</param>
/// <param name="To">Its upper end.</param>
/// <param name="Count">Answers in it.</param>
/// <param name="Confidence">Their mean confidence; NaN for none.</param>
/// <param name="Accuracy">The share of them that is right; NaN for none.</param>
public sealed record CalibrationBin(double From, double To, int Count, double Confidence, double Accuracy);
