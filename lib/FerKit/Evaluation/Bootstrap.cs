namespace FerKit.Evaluation;

/// <summary>
/// Confidence intervals by the percentile bootstrap (Efron and Tibshirani 1993, chapter 13): the test set is drawn anew, with
/// repetition, and the metric taken of each drawing.
/// </summary>
public static class Bootstrap
{
    /// <summary>The interval of a metric of one model.</summary>
    /// <param name="metric">The metric, of the counts of a drawing.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="truth">The right class of each picture.</param>
    /// <param name="said">The class that was said of each.</param>
    /// <param name="groups">As in <see cref="Of(Func{IReadOnlyList{int}, double}, int, IReadOnlyList{int}?, IReadOnlyList{int}?, double, int, ulong)"/>.</param>
    /// <param name="crossed">Likewise.</param>
    /// <exception cref="ArgumentException">No picture, or groups that do not fit.</exception>
    public static Interval Of(
        Func<ConfusionMatrix, double> metric, IReadOnlyList<string> classNames, IReadOnlyList<long> truth, IReadOnlyList<long> said, IReadOnlyList<int>? groups = null, IReadOnlyList<int>? crossed = null) =>
        Of(drawn => metric(new ConfusionMatrix(classNames, [.. drawn.Select(i => truth[i])], [.. drawn.Select(i => said[i])])), truth.Count, groups, crossed);

    /// <summary>The interval of anything that can be said of some of the pictures, such as the difference of two models.</summary>
    /// <param name="statistic">It, of the pictures of a drawing, by their numbers.</param>
    /// <param name="count">Pictures.</param>
    /// <param name="groups">What belongs together, such as pictures of one person, which is drawn whole: answers to them are alike, and
    /// counted one by one they make an interval too narrow. A number a picture; null where pictures stand alone.</param>
    /// <param name="crossed">What answers to the same pictures differ by, such as the training that gave them: drawn anew as well, and each
    /// answer counts as often as its group times as often as this (the pigeonhole bootstrap, Owen 2007). A number an answer; null for one training.</param>
    /// <param name="level">Probability that the interval is to hold it.</param>
    /// <param name="drawings">How many.</param>
    /// <param name="seed">Decides them.</param>
    /// <returns>The interval; its ends are NaN where all pictures belong together, for then there is nothing to draw.</returns>
    /// <exception cref="ArgumentException">No picture, groups that do not fit, a level outside 0 to 1, or no drawing.</exception>
    public static Interval Of(
        Func<IReadOnlyList<int>, double> statistic, int count, IReadOnlyList<int>? groups = null, IReadOnlyList<int>? crossed = null, double level = 0.95, int drawings = 1000, ulong seed = 1)
    {
        if (count == 0) throw new ArgumentException("There is no picture to draw.", nameof(count));
        if (groups is not null && groups.Count != count) throw new ArgumentException($"{groups.Count} groups for {count} pictures.", nameof(groups));
        if (level is not (> 0 and < 1)) throw new ArgumentException($"A level of {level}: it must be between 0 and 1.", nameof(level));
        ArgumentOutOfRangeException.ThrowIfLessThan(drawings, 1);
        if (crossed is not null && crossed.Count != count) throw new ArgumentException($"{crossed.Count} trainings for {count} answers.", nameof(crossed));
        int[] all = [.. Enumerable.Range(0, count)];
        int[][] units = groups is null ? [.. all.Select(i => new[] { i })] : [.. all.GroupBy(i => groups[i]).Select(group => group.ToArray())];
        if (units.Length == 1) return new Interval(statistic(all), double.NaN, double.NaN, level);
        int[] trainings = crossed is null ? [] : [.. crossed.Distinct()];
        var random = new SeededRandom(seed);
        var values = new double[drawings];
        for (int i = 0; i < drawings; i++)
            values[i] = statistic(Draw());
        Array.Sort(values);
        return new Interval(statistic(all), Quantile(values, (1 - level) / 2), Quantile(values, (1 + level) / 2), level);

        int[] Draw()
        {
            int[] drawn = [.. units.SelectMany(_ => units[random.Next(units.Length)])];
            if (trainings.Length < 2) return drawn;
            var times = trainings.Select(_ => trainings[random.Next(trainings.Length)]).CountBy(one => one).ToDictionary();
            drawn = [.. drawn.SelectMany(answer => Enumerable.Repeat(answer, times.GetValueOrDefault(crossed![answer])))];
            return drawn.Length > 0 ? drawn : Draw();    // only answers of trainings that were not drawn
        }
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
