namespace FerKit.Evaluation;

/// <summary>
/// Confidence intervals by the percentile bootstrap (Efron and Tibshirani 1993, chapter 13): the test set is drawn anew, with
/// repetition, and the metric taken of each drawing.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of a metric.</summary>
    /// <param name="metric">The metric, of the counts of a drawing.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="prediction">The answers to the test set.</param>
    /// <param name="groups">What belongs together, such as pictures of one person, which is drawn whole: answers to them are alike, and
    /// counted one by one they make an interval too narrow. A number a picture; null where pictures stand alone.</param>
    /// <param name="level">Probability that the interval is to hold the metric.</param>
    /// <param name="drawings">How many.</param>
    /// <param name="seed">Decides them.</param>
    /// <exception cref="ArgumentException">No picture, groups that do not fit, a level outside 0 to 1, or no drawing.</exception>
    /// <exception cref="FerKitException">Some answers are no numbers.</exception>
    public static Interval Of(
        Func<ConfusionMatrix, double> metric, IReadOnlyList<string> classNames, Prediction prediction, IReadOnlyList<int>? groups = null,
        double level = 0.95, int drawings = 1000, ulong seed = 1)
    {
        if (prediction.Truth.Count == 0) throw new ArgumentException("There is no picture to draw.", nameof(prediction));
        if (groups is not null && groups.Count != prediction.Truth.Count) throw new ArgumentException($"{groups.Count} groups for {prediction.Truth.Count} pictures.", nameof(groups));
        if (level is not (> 0 and < 1)) throw new ArgumentException($"A level of {level}: it must be between 0 and 1.", nameof(level));
        ArgumentOutOfRangeException.ThrowIfLessThan(drawings, 1);
        var (truth, said) = (prediction.Truth, prediction.Classes);
        int[][] units = groups is null ? [.. Enumerable.Range(0, truth.Count).Select(i => new[] { i })]
            : [.. Enumerable.Range(0, truth.Count).GroupBy(i => groups[i]).Select(group => group.ToArray())];
        var random = new SeededRandom(seed);
        var values = new double[drawings];
        for (int i = 0; i < drawings; i++)
        {
            int[] drawn = [.. Enumerable.Range(0, units.Length).SelectMany(_ => units[random.Next(units.Length)])];
            values[i] = metric(new ConfusionMatrix(classNames, [.. drawn.Select(k => truth[k])], [.. drawn.Select(k => said[k])]));
        }
        Array.Sort(values);
        return new Interval(metric(new ConfusionMatrix(classNames, truth, said)), Quantile(values, (1 - level) / 2), Quantile(values, (1 + level) / 2), level);
    }

    // Between the two nearest values, as numpy.
    private static double Quantile(double[] sorted, double share)
    {
        double at = share * (sorted.Length - 1);
        int below = (int)at;
        return sorted[below] + (at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
    }
}

/// <summary>A metric and the interval that holds it.</summary>
/// <param name="Value">Of the test set.</param>
/// <param name="From">The lower end.</param>
/// <param name="To">The upper end.</param>
/// <param name="Level">With this probability.</param>
public sealed record Interval(double Value, double From, double To, double Level);
