namespace FerKit.Data;

/// <summary>What a folder holds, one level deep, so that links in a circle cannot trap it. Hidden entries are passed over.</summary>
internal static class FolderListing
{
    /// <summary>The extensions of pictures, in any case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = false };

    /// <summary>Names of the sub-folders, links to folders included, in ordinal order.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static string[] Folders(string path) => List(path, Directory.EnumerateDirectories);

    /// <summary>Names of the pictures, by their extension, in ordinal order.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static string[] Pictures(string path) =>
        [.. List(path, Directory.EnumerateFiles).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))];

    /// <summary>How many files are no pictures by their extension.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static int Others(string path) =>
        List(path, Directory.EnumerateFiles).Count(file => !Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));

    private static string[] List(string path, Func<string, string, EnumerationOptions, IEnumerable<string>> enumerate)
    {
        try
        {
            return [.. enumerate(path, "*", Visible).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be listed ({OneLine.Of(e.Message)})", e);
        }
    }
}
