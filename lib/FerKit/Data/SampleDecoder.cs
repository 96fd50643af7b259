using System.Runtime.ExceptionServices;
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

    // No photograph comes near; a film that was renamed does.

    /// <summary>Receives the pixels (3, size, size) of one sample; they are overwritten after the call.</summary>
    public delegate void Accept(Sample sample, ReadOnlySpan<byte> planes);

    /// <summary>Decodes all samples; those that cannot be are left out and listed.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="size">Height and width to give the pictures.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="accept">Called on the caller's thread, in the samples' order.</param>
    /// <param name="progress">Told after every block; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="FerKitException">Not a single sample could be decoded.</exception>
    public static List<ExcludedImage> Decode(
        ImageCollection collection, int size, int workers, Accept accept,
        IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<Sample> samples = collection.Samples;
        int imageBytes = 3 * size * size;
        int block = Math.Clamp(BlockBytes / imageBytes, 1, LargestBlock);
        byte[] planes = new byte[Math.Min(block, samples.Count) * imageBytes];
        string?[] reasons = new string?[block];
        var excluded = new List<ExcludedImage>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount, CancellationToken = cancellation };
        for (int first = 0; first < samples.Count; first += block)
        {
            int begin = first, count = Math.Min(block, samples.Count - first);
            Run(() => Parallel.For(0, count, parallel, i =>
                reasons[i] = ReasonOrPlanes(samples[begin + i].Path, size, planes.AsSpan(i * imageBytes, imageBytes))));
            for (int i = 0; i < count; i++)
            {
                if (reasons[i] is string reason)
                    excluded.Add(new ExcludedImage(samples[begin + i].Path, reason));
                else
                    accept(samples[begin + i], planes.AsSpan(i * imageBytes, imageBytes));
            }
            progress?.Report(new DataProgress(begin + count, samples.Count, excluded.Count));
        }
        if (excluded.Count == samples.Count)
            throw new FerKitException(samples.Count == 0
                ? $"{OneLine.Of(collection.Name)}: holds no pictures"
                : $"{OneLine.Of(collection.Name)}: none of its {samples.Count} pictures can be read; the first, {OneLine.Of(excluded[0].Path)}: {excluded[0].Reason}");
        return excluded;
    }

    /// <summary>Fills the planes and gives null, or says why it cannot.</summary>
    private static string? ReasonOrPlanes(string path, int size, Span<byte> planes)
    {
        try
        {
            SquarePixels.Write(ImageCodec.Read(path), size, planes);
            return null;
        }
        catch (ImageException e)
        {
            return OneLine.Of(e.Reason);
        }
    }

    /// <summary>Throws the first failure as it is, not wrapped.</summary>
    private static void Run(Action parallel)
    {
        try
        {
            parallel();
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
