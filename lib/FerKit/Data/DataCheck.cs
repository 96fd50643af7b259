using System.Runtime.InteropServices;
using System.Security.Cryptography;
using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>Looks a data set over: what it holds against what was published, pictures that cannot be read, and pictures in more than one part.</summary>
public static class DataCheck
{
    private const int HashBytes = 16;

    /// <summary>Decodes every picture in parallel; memory is bounded by one picture a thread and a hash a picture.</summary>
    /// <param name="collection">The data set.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public static DataCheckReport Run(
        ImageCollection collection, int workers = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default) =>
        Run(collection, i => Hash(collection.Samples[i].Read(collection.Limits)), workers, progress, cancellation);

    /// <summary>The same of decoded pictures, such as those of a pack.</summary>
    /// <param name="set">The pictures.</param>
    /// <param name="damage">What is wrong with them as a whole; null for nothing.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    public static DataCheckReport Run(ImageSet set, ExcludedImage? damage = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        Sample[] samples = [.. Indices(set.Count).Select(i => new Sample("", set.Names[i], (int)set.Labels[i], set.Splits[i], set.Subjects[i]) { Sequence = set.Sequences[i] })];
        var collection = new ImageCollection(set.Source, set.ClassNames, samples) { Excluded = damage is null ? [] : [damage] };
        return Run(collection, i => Hash(set.Size, set.Size, set.Pixels(i)), 0, progress, cancellation);
    }

    private static DataCheckReport Run(
        ImageCollection collection, Func<int, Int128> hash, int workers, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        IReadOnlyList<Sample> samples = collection.Samples;
        var hashes = new Int128[samples.Count];
        var reasons = new string?[samples.Count];
        int done = 0, failed = 0;
        ParallelWork.For(samples.Count, workers, i =>
        {
            try
            {
                hashes[i] = hash(i);
            }
            catch (ImageException e)
            {
                reasons[i] = OneLine.Of(e.Reason);
                Interlocked.Increment(ref failed);
            }
            int count = Interlocked.Increment(ref done);
            if (count % 64 == 0 || count == samples.Count) progress?.Report(new DataProgress(count, samples.Count, failed));
        }, cancellation);
        ExcludedImage[] unreadable = [.. collection.Excluded, .. Indices(samples.Count).Where(i => reasons[i] is not null).Select(i => new ExcludedImage(samples[i].Path, reasons[i]!))];
        return new DataCheckReport(collection.Name, samples.Count, Counts(collection), collection.Published?.Source, unreadable, Duplicates(samples, hashes, reasons), collection.Notes)
        {
            Usable = samples.Count - failed, Persons = samples.Select(sample => sample.Subject).OfType<string>().Distinct().Count(),
            OfUnknownPerson = samples.Count(sample => sample.Subject is null), Leak = Leak(collection),
        };
    }

    // Pixels, not files: a picture that was saved anew without loss is the same picture.
    private static Int128 Hash(RgbImage image) => Hash(image.Width, image.Height, image.Pixels);

    private static Int128 Hash(int width, int height, ReadOnlySpan<byte> pixels)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(MemoryMarshal.AsBytes<int>([width, height]));
        sha.AppendData(pixels);
        return MemoryMarshal.Read<Int128>(sha.GetHashAndReset().AsSpan(0, HashBytes));
    }

    // Of the official split, where there is one.
    private static string? Leak(ImageCollection collection)
    {
        DataSplit[] parts = [.. collection.Samples.Select(sample => sample.Split)];
        if (!parts.Contains(DataSplit.Train) || !parts.Contains(DataSplit.Test)) return null;
        return SplitReport.Of(Splits.Official(parts), [.. collection.Samples.Select(sample => (long)sample.Label)], [.. collection.Samples.Select(sample => sample.Subject)],
            collection.ClassNames.Count, [.. collection.Samples.Select(sample => sample.Sequence)]).Warning;
    }

    private static CountLine[] Counts(ImageCollection collection)
    {
        var found = collection.Samples.CountBy(sample => (sample.Split, sample.Label)).ToDictionary();
        CountLine[] lines = [.. found.OrderBy(pair => pair.Key.Split).ThenBy(pair => pair.Key.Label)
            .Select(pair => new CountLine(pair.Key.Split, collection.ClassNames[pair.Key.Label], pair.Value, null))];
        if (collection.Published is not { } published) return lines;
        var known = published.Counts.Where(count => count.Expression is null || (int)count.Expression < collection.ClassNames.Count)
            .Select(count => new CountLine(count.Split, count.Expression is { } one ? ExpressionNames.Of(one) : CountLine.All,
                count.Expression is { } expression ? found.GetValueOrDefault((count.Split, (int)expression)) : found.Where(pair => pair.Key.Split == count.Split).Sum(pair => pair.Value),
                count.Count)).ToArray();
        return [.. known, .. lines.Where(line => !known.Any(k => k.Split == line.Split && (k.Class == line.Class)))
            .Select(line => known.Any(k => k.Split == line.Split && k.Class == CountLine.All) ? line : line with { Published = 0 })];
    }

    private static DuplicateGroup[] Duplicates(IReadOnlyList<Sample> samples, Int128[] hashes, string?[] reasons)
    {
        // Sorted, not grouped: nearly every picture would be a group, and a group takes more memory than a sample.
        int[] order = [.. Indices(samples.Count).Where(i => reasons[i] is null)];
        Array.Sort(order, (a, b) => hashes[a] == hashes[b] ? a - b : hashes[a].CompareTo(hashes[b]));
        var groups = new List<int[]>();
        for (int begin = 0, end; begin < order.Length; begin = end)
        {
            for (end = begin + 1; end < order.Length && hashes[order[end]] == hashes[order[begin]];) end++;
            if (order[begin..end].Select(i => samples[i].Split).Distinct().Skip(1).Any()) groups.Add(order[begin..end]);
        }
        return [.. groups.OrderBy(group => group[0]).Select(group => new DuplicateGroup([.. group.Select(i => samples[i].Name)]))];
    }

    private static IEnumerable<int> Indices(int count) => Enumerable.Range(0, count);
}

/// <summary>How many pictures of a class a part holds.</summary>
/// <param name="Split">The official part.</param>
/// <param name="Class">The class, or <see cref="All"/>.</param>
/// <param name="Found">Pictures that the data set lists.</param>
/// <param name="Published">Pictures that it should; null when that was not published.</param>
public sealed record CountLine(DataSplit Split, string Class, int Found, int? Published)
{
    /// <summary>Stands for all classes together.</summary>
    public const string All = "all";

    /// <summary>Whether a published number is missed.</summary>
    public bool Differs => Published is { } published && published != Found;
}

/// <summary>The same picture in more than one part.</summary>
/// <param name="Names">Its names.</param>
public sealed record DuplicateGroup(IReadOnlyList<string> Names);

/// <summary>What <see cref="DataCheck"/> found.</summary>
/// <param name="Name">The data set.</param>
/// <param name="Count">Pictures listed.</param>
/// <param name="Counts">Per part and class.</param>
/// <param name="PublishedBy">Who published the numbers; null when nobody did.</param>
/// <param name="Unreadable">Pictures and rows that cannot be used.</param>
/// <param name="Duplicates">Pictures that are in more than one part.</param>
/// <param name="Notes">What the reader passed over.</param>
public sealed record DataCheckReport(
    string Name, int Count, IReadOnlyList<CountLine> Counts, string? PublishedBy, IReadOnlyList<ExcludedImage> Unreadable,
    IReadOnlyList<DuplicateGroup> Duplicates, IReadOnlyList<string> Notes)
{
    /// <summary>Pictures that can be read.</summary>
    public int Usable { get; init; }

    /// <summary>Persons, as far as they are known; 0 where none is.</summary>
    public int Persons { get; init; }

    /// <summary>Pictures whose person is not known.</summary>
    public int OfUnknownPerson { get; init; }

    /// <summary>What is wrong with the official split, in one line; null when nothing is known to be.</summary>
    public string? Leak { get; init; }

    /// <summary>
    /// Whether all can be read and every published number is met. Pictures and persons in two parts do not count against it: FER-2013
    /// is published with such.
    /// </summary>
    public bool Passed => Unreadable.Count == 0 && !Counts.Any(line => line.Differs);
}
