namespace FerKit.Data;

/// <summary>Counts what a reader leaves lying in the folders of its pictures.</summary>
/// <param name="intoFolders">Deeper folders are looked into, and so not passed over.</param>
internal sealed class PassedOver(bool intoFolders = false)
{
    private int files, folders;
    private string? file, folder;

    /// <summary>Names of a folder's pictures, in ordinal order; other files and deeper folders are counted.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public string[] PicturesOf(string place)
    {
        string[] all = FolderListing.Files(place), pictures = [.. all.Where(FolderListing.IsPicture)];
        files += all.Length - pictures.Length;
        if (file is null && pictures.Length < all.Length) file = Path.Combine(place, all.First(name => !FolderListing.IsPicture(name)));
        string[] deeper = intoFolders ? [] : FolderListing.Folders(place);
        folders += deeper.Length;
        if (folder is null && deeper.Length > 0) folder = Path.Combine(place, deeper[0]);
        return pictures;
    }

    /// <summary>What was passed over, for <see cref="ImageCollection.Notes"/>: one line, or none.</summary>
    /// <param name="where">The folders, such as <c>the class folders</c>.</param>
    public IEnumerable<string> Notes(string where)
    {
        if (files + folders > 0) yield return $"passed over in {where}: {files} files that are no pictures by their extension{Such(file)}{(intoFolders ? "" : $", {folders} folders{Such(folder)}")}";
    }

    // The first of them, so that it can be found.
    private static string Such(string? first) => first is null ? "" : $" (such as {OneLine.Of(first)})";
}
