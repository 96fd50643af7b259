namespace FerKit.Data;

/// <summary>One labelled picture on the disk.</summary>
/// <param name="Path">The file.</param>
/// <param name="Label">Its class, an index into <see cref="ImageCollection.ClassNames"/>.</param>
/// <param name="Split">The official part it belongs to.</param>
/// <param name="Subject">The person, as the data set names them; null when it does not say.</param>
public sealed record Sample(string Path, int Label, DataSplit Split, string? Subject)
{
    /// <summary>How packs and reports name it: the path within the data set, with '/' on every system; the full path unless set.</summary>
    public string Name { get; init; } = Path;
}
