namespace FerKit.Data;

/// <summary>Which samples go together through one epoch of training.</summary>
public static class BatchPlan
{
    /// <summary>
    /// Puts 0 .. <paramref name="count"/> - 1 in random order, another one each epoch, and cuts it into batches. The
    /// last batch may be smaller; were it a single sample, which BatchNorm cannot normalise, that sample joins
    /// the batch before it, which then has <paramref name="batchSize"/> + 1.
    /// </summary>
    /// <param name="count">Number of samples, at least 2.</param>
    /// <param name="batchSize">Samples a batch, at least 2.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <returns>Batches in their order; every index is in exactly one of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is under its least.</exception>
    public static IReadOnlyList<int[]> Shuffled(int count, int batchSize, ulong seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        int[] order = [.. Enumerable.Range(0, count)];
        new SeededRandom(seed).Fork((ulong)epoch).Shuffle<int>(order);

        var batches = new List<int[]>();
        int begin = 0;
        while (begin < count)
        {
            // Not begin + batchSize: that may overflow.
            int end = count - begin <= batchSize ? count : begin + batchSize;
            if (end == count - 1)
                end = count;
            batches.Add(order[begin..end]);
            begin = end;
        }
        return batches;
    }
}
