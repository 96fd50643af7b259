namespace FerKit.Data.Readers;

/// <summary>Finds the parts of a data set under its root.</summary>
internal static class Places
{
    /// <summary>Refuses a root that is not there.</summary>
    /// <exception cref="FerKitException">No such folder; the message says what it should hold.</exception>
    public static void CheckRoot(string root, string expected)
    {
        if (File.Exists(root)) throw new FerKitException($"{OneLine.Of(root)}: is a file; name the folder that holds {expected}");
        if (!Directory.Exists(root)) throw new FerKitException($"{OneLine.Of(root)}: no such folder; name the folder that holds {expected}");
    }

    /// <summary>The first of the folders that is there, or null.</summary>
    public static string? Folder(string root, params string[] candidates) =>
        candidates.Select(candidate => Path.Combine(root, candidate)).FirstOrDefault(Directory.Exists);

    /// <summary>The first of the files that is there, or null.</summary>
    public static string? ListFile(string root, params string[] candidates) =>
        candidates.Select(candidate => Path.Combine(root, candidate)).FirstOrDefault(File.Exists);

    /// <summary>A file or folder's name within the data set, with '/' on every system.</summary>
    public static string NameIn(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The lines of a text file that are not blank, with their numbers from 1.</summary>
    /// <exception cref="FerKitException">It cannot be read.</exception>
    public static IEnumerable<(int Number, string Text)> Lines(string path)
    {
        using StreamReader reader = Open(path);
        int number = 0;
        while (Next() is { } line)
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line)) yield return (number, line);
        }

        string? Next()
        {
            try { return reader.ReadLine(); }
            catch (IOException e) { throw Unreadable(path, e); }
        }
    }

    private static StreamReader Open(string path)
    {
        try { return new StreamReader(path); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Unreadable(path, e); }
    }

    private static FerKitException Unreadable(string path, Exception cause) => new($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(cause.Message)})", cause);
}
