using FerKit.Faces;

namespace FerKit.Data;

/// <summary>A data set that lies on the disk as pictures: <c>KIND:ROOT</c>, listed by the kind's own reader.</summary>
/// <param name="kind">The kind's name.</param>
/// <param name="root">Where it lies.</param>
/// <param name="namesPersons">Whether the reader finds the persons itself, if they are known at all.</param>
/// <param name="knowsContempt">Whether the reader has a choice of what becomes of contempt.</param>
/// <param name="read">Lists the pictures.</param>
internal sealed class CollectionSource(string kind, string root, bool namesPersons, bool knowsContempt, Func<string, LoadOptions, ImageCollection> read) : DataSource($"{kind}:{root}")
{
    /// <summary>Stands before the name of a data set whose faces the kit has drawn, in the layout of a real one.</summary>
    public const string DrawnPrefix = "drawn:";

    /// <summary>The data set's name alone.</summary>
    public static string WithoutPrefix(string name) => name.StartsWith(DrawnPrefix, StringComparison.Ordinal) ? name[DrawnPrefix.Length..] : name;

    public override bool KnowsContempt => knowsContempt;

    public override bool TakesSubjectPattern => !namesPersons;

    public override ImageSet Load(int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation) =>
        CollectionDecoder.Decode(List(options), size ?? DefaultSize, options?.Workers ?? 0, progress, cancellation);

    public override PackReport WritePack(string path, int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation) =>
        PackWriter.Write(List(options), size ?? DefaultSize, path, options?.Workers ?? 0, progress, cancellation);

    public override ImageCollection List(LoadOptions? options)
    {
        if (namesPersons) RefuseSubjectPattern(options);
        RefuseContempt(options);
        options ??= new LoadOptions();
        ImageCollection collection = read(root, options) with { Limits = options.Limits };
        if (kind == "folder" && PublishedName(collection.Name) is not null) collection = collection with { Name = $"folder {collection.Name}" };    // it only has that name
        // The reader may have found the data set one folder deeper.
        return FaceFolder.IsDrawn(root) || kind != "mixture" && collection.Samples.Count > 0 && FaceFolder.IsDrawn(collection.Samples[0].Root)
            ? collection with { Name = $"{DrawnPrefix}{collection.Name}", Published = null, Notes = [.. collection.Notes, "the faces are drawn by the kit: what was published of real ones is not compared"] }
            : collection;
    }
}
