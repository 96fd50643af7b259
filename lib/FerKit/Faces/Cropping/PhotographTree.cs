using FerKit.Data;

namespace FerKit.Faces.Cropping;

/// <summary>The pictures of a folder and of all folders below it.</summary>
internal static class PhotographTree
{
    /// <summary>
    /// The photographs, and what was passed over. Paths relative to the folder, in ordinal order within each folder, its own pictures before those below. Links to
    /// folders are followed, but not in a circle. Hidden entries are passed over.
    /// </summary>
    /// <exception cref="FerKitException">A folder cannot be listed.</exception>
    public static (List<string> Photographs, string[] Notes) List(string root)
    {
        var found = new List<string>();
        var passed = new PassedOver(intoFolders: true);
        Walk(root, "", [], found, passed);
        return (found, [.. passed.Notes("the folders")]);
    }

    /// <summary>Where a path leads, every link on the way resolved; what is not there yet keeps its name.</summary>
    public static string Real(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
            return full;
        string here = Path.Combine(Real(parent), Path.GetFileName(full));
        // A link in a circle does not exist.
        return Directory.Exists(here) && Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
    }

    private static void Walk(string root, string relative, HashSet<string> above, List<string> found, PassedOver passed)
    {
        string folder = Path.Combine(root, relative), real = Real(folder);
        if (!above.Add(real))
            return;
        found.AddRange(passed.PicturesOf(folder).Select(name => Path.Combine(relative, name)));
        foreach (string name in FolderListing.Folders(folder))
            Walk(root, Path.Combine(relative, name), above, found, passed);
        above.Remove(real);
    }
}
