using System.Buffers.Binary;
using FerKit.Imaging;
using FerKit.Safetensors;

namespace FerKit.Data;

/// <summary>
/// Writes packs, in the form that <see cref="PackFile"/> reads: whole or not at all, and equal bytes for equal
/// pictures, wherever they lie.
/// </summary>
public static class PackWriter
{
    /// <summary>Writes decoded pictures.</summary>
    /// <exception cref="FerKitException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was left behind.</exception>
    public static void Write(ImageSet set, string path, CancellationToken cancellation = default)
    {
        var sum = new PackChecksum();
        for (int i = 0; i < set.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sum.Add(set.Pixels(i));
        }
        AddTargets(sum, set.Labels, set.Splits);
        var metadata = new PackMetadata(set.Size, set.Source, set.ClassNames, set.Names, set.Subjects, set.Sequences, set.Settings, $"{sum}");
        SafetensorsWriter.Write(path, Tensors(set.Labels, set.Splits, set.Size, stream =>
        {
            for (int i = 0; i < set.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                stream.Write(set.Pixels(i));
            }
        }), metadata.ToDictionary(), cancellation);
    }

    /// <summary>
    /// Decodes a data set in parallel, as <see cref="SquarePixels"/> says, straight to the disk: neither the
    /// pictures nor the pack need fit in memory. Stopped or killed, it leaves <c>PATH.partial</c> and its log, and the next call for
    /// the same data set, size and path goes on from there. Where pictures were left out, the folder holds the pixels twice for a moment.
    /// </summary>
    /// <param name="collection">The data set.</param>
    /// <param name="size">Height and width to give the pictures.</param>
    /// <param name="path">The pack to make or to replace.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <returns>How many pictures the pack holds, and which were left out because they cannot be decoded.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not in 1 .. <see cref="ImageSet.MaxSize"/>.</exception>
    /// <exception cref="FerKitException">No picture can be decoded, or the file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; call it again to go on.</exception>
    public static PackReport Write(
        ImageCollection collection, int size, string path, int workers = 0,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, ImageSet.MaxSize);
        string? replaced = Replaced(path);
        // Where the pixels begin in the pack, if all pictures can be decoded: then they need not be moved again.
        using var spool = new PackSpool(path, collection, size, Around(path, collection, collection.Samples, size, PackChecksum.Unknown).Before.Length);
        SampleDecoder.Decode(collection, spool.Reasons.Count, size, workers, (_, planes, reason) => spool.Append(planes, reason), done =>
        {
            spool.Flush();
            progress?.Report(new DataProgress(done, collection.Samples.Count, spool.Excluded));
        }, cancellation);
        IReadOnlyList<ExcludedImage> excluded;
        try
        {
            excluded = SampleDecoder.Excluded(collection, spool.Reasons);
        }
        catch (FerKitException)
        {
            spool.Delete();
            throw;
        }
        Sample[] kept = [.. collection.Samples.Where((_, i) => spool.Reasons[i] is null)];
        AddTargets(spool.Checksum, [.. kept.Select(sample => (long)sample.Label)], [.. kept.Select(sample => sample.Split)]);
        if (kept.Length == collection.Samples.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            var (before, after) = Around(path, collection, kept, size, $"{spool.Checksum}");
            spool.BecomePack(before, after);
        }
        else
        {
            SafetensorsWriter.Write(path, Tensors(kept, size, stream => spool.CopyTo(stream, cancellation)), Metadata(collection, kept, size, $"{spool.Checksum}"), cancellation);
            spool.Delete();
        }
        return new PackReport(kept.Length, excluded) { Notes = [.. collection.Notes, .. new[] { spool.Note, replaced }.OfType<string>()] };
    }

    private static (byte[] Before, byte[] After) Around(string path, ImageCollection collection, IReadOnlyList<Sample> samples, int size, string checksum) =>
        SafetensorsWriter.Around(PackFile.Images, path, Tensors(samples, size, _ => { }), Metadata(collection, samples, size, checksum));

    private static Dictionary<string, string> Metadata(ImageCollection collection, IReadOnlyList<Sample> samples, int size, string checksum) => new PackMetadata(size, collection.Name, collection.ClassNames,
        [.. samples.Select(s => s.Name)], [.. samples.Select(s => s.Subject)], [.. samples.Select(s => s.Sequence)], collection.Settings, checksum).ToDictionary();

    private static SafetensorsTensor[] Tensors(IReadOnlyList<Sample> samples, int size, Action<Stream> writePixels) =>
        Tensors([.. samples.Select(s => (long)s.Label)], [.. samples.Select(s => s.Split)], size, writePixels);

    // What a pack that is overwritten was made of; null where there is none.
    private static string? Replaced(string path)
    {
        if (!File.Exists(path) || !PackFile.IsPack(path)) return null;
        try
        {
            using var before = PackFile.Open(path);
            return $"replaced the pack of {before.Source} that was there, {before.Count} pictures of {before.Size} px";
        }
        catch (FerKitException)
        {
            return "replaced a damaged pack that was there";
        }
    }

    private static SafetensorsTensor[] Tensors(IReadOnlyList<long> labels, IReadOnlyList<DataSplit> splits, int size, Action<Stream> writePixels) =>
    [
        new(PackFile.Images, SafetensorsDataType.U8, [labels.Count, 3, size, size], writePixels),
        new(PackFile.Labels, SafetensorsDataType.I64, [labels.Count], LabelBytes(labels)),
        new(PackFile.Splits, SafetensorsDataType.U8, [labels.Count], SplitBytes(splits)),
    ];

    private static void AddTargets(PackChecksum sum, IReadOnlyList<long> labels, IReadOnlyList<DataSplit> splits)
    {
        sum.Add(LabelBytes(labels));
        sum.Add(SplitBytes(splits));
    }

    private static byte[] LabelBytes(IReadOnlyList<long> labels)
    {
        byte[] bytes = new byte[8 * labels.Count];
        for (int i = 0; i < labels.Count; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), labels[i]);
        return bytes;
    }

    private static byte[] SplitBytes(IReadOnlyList<DataSplit> splits) => [.. splits.Select(split => (byte)split)];
}

/// <summary>What came of packing a data set.</summary>
/// <param name="Count">Pictures in the pack.</param>
/// <param name="Excluded">Pictures left out because they cannot be decoded.</param>
public sealed record PackReport(int Count, IReadOnlyList<ExcludedImage> Excluded)
{
    /// <summary>What the data set's reader passed over on purpose, with numbers, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
