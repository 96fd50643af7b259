using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>Decodes a data set into memory.</summary>
public static class CollectionDecoder
{
    /// <summary>
    /// Decodes every picture in parallel, as <see cref="SquarePixels"/> says. Pictures that cannot be decoded are
    /// left out and listed in <see cref="ImageSet.Excluded"/>.
    /// </summary>
    /// <param name="collection">The data set.</param>
    /// <param name="size">Height and width to give the pictures.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is not in 1 .. <see cref="ImageSet.MaxSize"/>.</exception>
    /// <exception cref="FerKitException">No picture can be decoded, or together they do not fit one array: write a pack instead.</exception>
    public static ImageSet Decode(
        ImageCollection collection, int size, int workers = 0,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, ImageSet.MaxSize);
        int imageBytes = 3 * size * size;
        long bytes = (long)collection.Samples.Count * imageBytes;
        if (bytes > Array.MaxLength)
            throw new FerKitException($"{OneLine.Of(collection.Name)}: {collection.Samples.Count} pictures of {size} px take {bytes / (1 << 20)} MB, too many to decode into memory; pack them with 'ferkit data pack' and use the pack");
        byte[] pixels = new byte[bytes];
        var kept = new List<Sample>();
        var reasons = new List<string?>();
        SampleDecoder.Decode(collection, 0, size, workers, (sample, planes, reason) =>
        {
            reasons.Add(reason);
            if (reason is not null) return;
            planes.CopyTo(pixels.AsSpan(kept.Count * imageBytes));
            kept.Add(sample);
        }, done => progress?.Report(new DataProgress(done, collection.Samples.Count, done - kept.Count)), cancellation);
        IReadOnlyList<ExcludedImage> excluded = SampleDecoder.Excluded(collection, reasons);
        return new ImageSet(
            pixels.AsMemory(0, kept.Count * imageBytes), size,
            [.. kept.Select(s => (long)s.Label)], [.. kept.Select(s => s.Split)], [.. kept.Select(s => s.Subject)],
            [.. kept.Select(s => s.Name)], collection.ClassNames, collection.Name)
        {
            Excluded = excluded, Notes = collection.Notes, Settings = collection.Settings, Sequences = [.. kept.Select(s => s.Sequence)],
        };
    }
}
