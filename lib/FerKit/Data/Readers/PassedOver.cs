namespace FerKit.Data.Readers;

/// <summary>Counts what a reader leaves lying in the folders of its pictures.</summary>
internal sealed class PassedOver
{
    private int files, folders;

    /// <summary>Names of a folder's pictures, in ordinal order; other files and deeper folders are counted.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public string[] PicturesOf(string folder)
    {
        string[] all = FolderListing.Files(folder), pictures = [.. all.Where(FolderListing.IsPicture)];
        files += all.Length - pictures.Length;
        folders += FolderListing.Folders(folder).Length;
        return pictures;
    }

    /// <summary>What was passed over, for <see cref="ImageCollection.Notes"/>: one line, or none.</summary>
    /// <param name="where">The folders, such as <c>the class folders</c>.</param>
    public IEnumerable<string> Notes(string where)
    {
        if (files + folders > 0) yield return $"passed over in {where}: {files} files that are no pictures by their extension, {folders} folders";
    }
}
