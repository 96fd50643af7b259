using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>
/// Decodes samples on several threads and hands them on one by one, in their order. Memory stays bounded: a block
/// of results, and one picture a thread.
/// </summary>
internal static class SampleDecoder
{
    private const int LargestBlock = 256;
    private const int BlockBytes = 64 << 20;

    /// <summary>
    /// Receives the pixels (3, size, size) of one sample, which are overwritten after the call, or the reason why there are none.
    /// </summary>
    public delegate void Accept(Sample sample, ReadOnlySpan<byte> planes, string? reason);

    /// <summary>Decodes the samples from <paramref name="start"/> on.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="start">The first one to decode; those before it are done.</param>
    /// <param name="size">Height and width to give the pictures.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="accept">Called on the caller's thread, in the samples' order.</param>
    /// <param name="blockDone">Called after each block of them.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public static void Decode(
        ImageCollection collection, int start, int size, int workers, Accept accept, Action<int> blockDone, CancellationToken cancellation)
    {
        IReadOnlyList<Sample> samples = collection.Samples;
        int imageBytes = 3 * size * size;
        int block = Math.Clamp(BlockBytes / imageBytes, 1, LargestBlock);
        byte[] planes = new byte[Math.Min(block, samples.Count) * imageBytes];
        string?[] reasons = new string?[block];
        for (int first = start; first < samples.Count; first += block)
        {
            int begin = first, count = Math.Min(block, samples.Count - first);
            ParallelWork.For(count, workers, i =>
                reasons[i] = ReasonOrPlanes(samples[begin + i], collection.Limits, size, planes.AsSpan(i * imageBytes, imageBytes)), cancellation);
            for (int i = 0; i < count; i++)
                accept(samples[begin + i], planes.AsSpan(i * imageBytes, imageBytes), reasons[i]);
            blockDone(begin + count);
        }
    }

    /// <summary>What was left out, and an error when nothing is left.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="reasons">Why each sample was left out; null for those that were not.</param>
    /// <exception cref="FerKitException">Not a single sample could be decoded.</exception>
    public static IReadOnlyList<ExcludedImage> Excluded(ImageCollection collection, IReadOnlyList<string?> reasons)
    {
        ExcludedImage[] excluded = [.. collection.Excluded, .. reasons.Select((reason, i) => reason is null ? null : new ExcludedImage(collection.Samples[i].Path, reason)).OfType<ExcludedImage>()];
        if (reasons.Any(reason => reason is null)) return excluded;
        throw new FerKitException(excluded.Length == 0
            ? $"{OneLine.Of(collection.Name)}: holds no pictures"
            : $"{OneLine.Of(collection.Name)}: none of its {excluded.Length} pictures can be read; the first, {OneLine.Of(excluded[0].Path)}: {excluded[0].Reason}");
    }

    /// <summary>Fills the planes and gives null, or says why it cannot.</summary>
    private static string? ReasonOrPlanes(Sample sample, ImageLimits limits, int size, Span<byte> planes)
    {
        try
        {
            sample.ReadSquare(size, planes, limits);
            return null;
        }
        catch (ImageException e)
        {
            return OneLine.Of(e.Reason);
        }
    }
}
