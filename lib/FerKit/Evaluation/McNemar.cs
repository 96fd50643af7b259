namespace FerKit.Evaluation;

/// <summary>
/// McNemar's test whether two models are wrong equally often, on the same pictures (McNemar 1947; Dietterich 1998): only the
/// pictures that one of the two got right count. Exact, by the binomial distribution.
/// </summary>
/// <param name="OnlyFirst">Pictures that only the first model got right.</param>
/// <param name="OnlySecond">Pictures that only the second got right.</param>
public sealed record McNemar(long OnlyFirst, long OnlySecond)
{
    /// <summary>The two-sided probability of a difference at least as large between models that are equally good.</summary>
    public double P
    {
        get
        {
            long n = OnlyFirst + OnlySecond, less = Math.Min(OnlyFirst, OnlySecond);
            double logarithm = -n * Math.Log(2), tail = 0;    // of C(n, k) / 2^n
            for (long k = 0; k <= less; k++)
            {
                tail += Math.Exp(logarithm);
                logarithm += Math.Log(n - k) - Math.Log(k + 1);
            }
            return Math.Min(1, 2 * tail);
        }
    }

    /// <summary>Compares two models.</summary>
    /// <exception cref="ArgumentException">They were asked about other pictures.</exception>
    /// <exception cref="FerKitException">Some answers are no numbers.</exception>
    public static McNemar Of(Prediction first, Prediction second)
    {
        if (!first.Truth.SequenceEqual(second.Truth)) throw new ArgumentException("The two models were asked about other pictures.", nameof(second));
        var pairs = first.Right.Zip(second.Right).ToList();
        return new McNemar(pairs.Count(pair => pair.First && !pair.Second), pairs.Count(pair => !pair.First && pair.Second));
    }
}
