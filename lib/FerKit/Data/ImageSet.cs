namespace FerKit.Data;

/// <summary>
/// Decoded pictures with their labels, ready for training: uint8 pixels (N, 3, H, W) with H = W = <see cref="Size"/>,
/// planar red, green, blue. Pixels lie in memory or, when the set comes from a pack, in the mapped file, which this
/// object keeps open until it is disposed; spans of them are valid until then. Immutable; safe to read from several threads.
/// </summary>
public sealed class ImageSet : IDisposable
{
    private readonly PixelStore pixels;
    private readonly IReadOnlyList<string?> sequences;

    /// <summary>Makes a set over pixels in memory, which are not copied.</summary>
    /// <param name="pixels">(N, 3, size, size), planar.</param>
    /// <param name="size">Height and width in pixels.</param>
    /// <param name="labels">Class of each picture.</param>
    /// <param name="splits">Official part of each picture.</param>
    /// <param name="subjects">Person of each picture; null where unknown.</param>
    /// <param name="names">Name of each picture.</param>
    /// <param name="classNames">The classes.</param>
    /// <param name="source">The name of the data set.</param>
    /// <exception cref="ArgumentException">Lists of different lengths, pixels that do not fit them, or a label that is no class.</exception>
    public ImageSet(
        ReadOnlyMemory<byte> pixels, int size, IReadOnlyList<long> labels, IReadOnlyList<DataSplit> splits,
        IReadOnlyList<string?> subjects, IReadOnlyList<string> names, IReadOnlyList<string> classNames, string source)
        : this(new MemoryPixels(pixels), size, labels, splits, subjects, names, classNames, source)
    {
        if (pixels.Length != Count * (long)ImageBytes)
            throw new ArgumentException($"{pixels.Length} bytes of pixels are not ({Count}, 3, {size}, {size}).", nameof(pixels));
    }

    internal ImageSet(
        PixelStore pixels, int size, IReadOnlyList<long> labels, IReadOnlyList<DataSplit> splits,
        IReadOnlyList<string?> subjects, IReadOnlyList<string> names, IReadOnlyList<string> classNames, string source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, MaxSize);
        if (splits.Count != labels.Count || subjects.Count != labels.Count || names.Count != labels.Count)
            throw new ArgumentException($"{labels.Count} labels, {splits.Count} splits, {subjects.Count} subjects and {names.Count} names: there must be one of each a picture.");
        if (labels.Any(label => label < 0 || label >= classNames.Count))
            throw new ArgumentException($"A label is not in 0 .. {classNames.Count - 1}.", nameof(labels));
        this.pixels = pixels;
        (Size, Labels, Splits, Subjects, Names, ClassNames, Source) = (size, labels, splits, subjects, names, classNames, source);
        sequences = new string?[Count];
    }

    /// <summary>The largest <see cref="Size"/>: one picture stays far below what a span can hold.</summary>
    public const int MaxSize = 4_096;

    /// <summary>Number of pictures, N.</summary>
    public int Count => Labels.Count;

    /// <summary>Height and width in pixels.</summary>
    public int Size { get; }

    /// <summary>Bytes of one picture, 3 x H x W.</summary>
    public int ImageBytes => 3 * Size * Size;

    /// <summary>Class of each picture, an index into <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<long> Labels { get; }

    /// <summary>Official part of each picture.</summary>
    public IReadOnlyList<DataSplit> Splits { get; }

    /// <summary>Person of each picture; null where unknown.</summary>
    public IReadOnlyList<string?> Subjects { get; }

    /// <summary>Film that each picture is a frame of; null where unknown.</summary>
    /// <exception cref="ArgumentException">Not one of each picture.</exception>
    public IReadOnlyList<string?> Sequences
    {
        get => sequences;
        init => sequences = value.Count == Count ? value : throw new ArgumentException($"{value.Count} sequences for {Count} pictures.", nameof(value));
    }

    /// <summary>Name of each picture: its path within the data set.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The classes.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The name of the data set.</summary>
    public string Source { get; }

    /// <summary>How the data set was read, beside the defaults.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What its reader passed over on purpose, with numbers, a line each. A pack does not keep them.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Pictures of the data set that could not be decoded and are not among these. A pack does not keep the list.</summary>
    public IReadOnlyList<ExcludedImage> Excluded { get; init; } = [];

    /// <summary>Pixels of one picture, (3, H, W).</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such picture.</exception>
    public ReadOnlySpan<byte> Pixels(int index) => Pixels(index, 1);

    /// <summary>Pixels of consecutive pictures, (count, 3, H, W), without a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not all of them exist, or together they are over 2 GB.</exception>
    public ReadOnlySpan<byte> Pixels(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Count - count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, int.MaxValue / ImageBytes);
        return pixels.Slice(first * (long)ImageBytes, count * ImageBytes);
    }

    /// <summary>Copies the pixels of the named pictures, in that order, into <paramref name="batch"/> (indices, 3, H, W).</summary>
    /// <exception cref="ArgumentException">The batch has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such picture.</exception>
    public void CopyPixels(ReadOnlySpan<int> indices, Span<byte> batch)
    {
        if (batch.Length != (long)indices.Length * ImageBytes)
            throw new ArgumentException($"The batch holds {batch.Length} bytes, {indices.Length} pictures take {(long)indices.Length * ImageBytes}.", nameof(batch));
        for (int i = 0; i < indices.Length; i++)
            Pixels(indices[i]).CopyTo(batch[(i * ImageBytes)..]);
    }

    /// <summary>Closes the file that the pixels are mapped from, if any.</summary>
    public void Dispose() => pixels.Dispose();
}

/// <summary>A picture that was left out because it cannot be decoded.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">Why, in one line, without the file's name.</param>
public sealed record ExcludedImage(string Path, string Reason);
