namespace FerKit.Data;

/// <summary><c>folder:ROOT</c>: class folders, as <see cref="ClassFolders"/> reads them.</summary>
internal sealed class FolderSource(string root) : DataSource($"folder:{root}")
{
    public override ImageSet Load(int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation) =>
        CollectionDecoder.Decode(ClassFolders.Read(root, options?.SubjectPattern), size ?? DefaultSize, options?.Workers ?? 0, progress, cancellation);

    public override PackReport WritePack(string path, int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation) =>
        PackWriter.Write(ClassFolders.Read(root, options?.SubjectPattern), size ?? DefaultSize, path, options?.Workers ?? 0, progress, cancellation);
}
