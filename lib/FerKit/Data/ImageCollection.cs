using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>A data set as its reader found it on the disk, before any picture is decoded.</summary>
/// <param name="Name">The data set's name, without the place where it lies, so that packs of it do not depend on that.</param>
/// <param name="ClassNames">The classes; labels are indices into them.</param>
/// <param name="Samples">The pictures, in ordinal order of their names.</param>
public sealed record ImageCollection(string Name, IReadOnlyList<string> ClassNames, IReadOnlyList<Sample> Samples)
{
    /// <summary>What its lists name and the reader could not use: rows that are damaged, labels that are none.</summary>
    public IReadOnlyList<ExcludedImage> Excluded { get; init; } = [];

    /// <summary>What the reader passed over on purpose, with numbers, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How it was read, beside the defaults: what a pack says of itself.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Pictures over these count as unreadable when they are decoded.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>What the data set is known to hold; null when nothing was published.</summary>
    public PublishedCounts? Published { get; init; }
}
