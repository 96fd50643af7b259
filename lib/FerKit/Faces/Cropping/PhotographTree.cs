using FerKit.Data;

namespace FerKit.Faces.Cropping;

/// <summary>The pictures of a folder and of all folders below it.</summary>
internal static class PhotographTree
{
    /// <summary>
    /// Paths relative to the folder, in ordinal order within each folder, its own pictures before those below. Links to
    /// folders are followed, but not in a circle. Hidden entries are passed over.
    /// </summary>
    /// <exception cref="FerKitException">A folder cannot be listed.</exception>
    public static List<string> List(string root)
    {
        var found = new List<string>();
        Walk(root, "", Real(root), [], found);
        return found;
    }

    /// <summary>Where a path leads, the last link resolved.</summary>
    public static string Real(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            return Directory.Exists(full) && Directory.ResolveLinkTarget(full, returnFinalTarget: true) is { } target ? Path.TrimEndingDirectorySeparator(target.FullName) : full;
        }
        catch (IOException)
        {
            return full; // links in a circle
        }
    }

    private static void Walk(string root, string relative, string real, HashSet<string> above, List<string> found)
    {
        if (!above.Add(real))
            return;
        string folder = Path.Combine(root, relative);
        found.AddRange(FolderListing.Pictures(folder).Select(name => Path.Combine(relative, name)));
        foreach (string name in FolderListing.Folders(folder))
        {
            string target = Real(Path.Combine(folder, name));
            bool link = target != Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, name)));
            Walk(root, Path.Combine(relative, name), link ? target : Path.Combine(real, name), above, found);
        }
        above.Remove(real);
    }
}
