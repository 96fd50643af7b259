namespace FerKit.Data;

/// <summary>What a folder holds, one level deep, so that links in a circle cannot trap it. Hidden entries are passed over, those that begin with a dot on every system.</summary>
internal static class FolderListing
{
    /// <summary>The extensions of pictures, in any case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.Hidden, IgnoreInaccessible = false };

    // What macOS leaves in archives, beside the folders that were packed.
    private const string ResourceForks = "__MACOSX";

    /// <summary>Names of the sub-folders, links to folders included, in ordinal order.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static string[] Folders(string path) => [.. List(path, Directory.EnumerateDirectories).Where(name => name != ResourceForks)];

    /// <summary>Names of the pictures, by their extension, in ordinal order.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static string[] Pictures(string path) => [.. Files(path).Where(IsPicture)];

    /// <summary>Names of all files, in ordinal order.</summary>
    /// <exception cref="FerKitException">The folder cannot be listed.</exception>
    public static string[] Files(string path) => List(path, Directory.EnumerateFiles);

    /// <summary>Whether a file is a picture by its extension.</summary>
    public static bool IsPicture(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static string[] List(string path, Func<string, string, EnumerationOptions, IEnumerable<string>> enumerate)
    {
        try
        {
            return [.. enumerate(path, "*", Visible).Select(entry => Path.GetFileName(entry)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be listed ({OneLine.Of(e.Message)})", e);
        }
    }
}
