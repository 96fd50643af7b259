namespace FerKit.Data.Readers;

/// <summary>Finds the parts of a data set under its root.</summary>
internal static class Places
{
    // A row of FER-2013 has under 10,000.
    private const int LongestLine = 1 << 16;

    /// <summary>Refuses a root that is not there.</summary>
    /// <exception cref="FerKitException">No such folder; the message says what it should hold.</exception>
    public static void CheckRoot(string root, string expected)
    {
        if (File.Exists(root)) throw new FerKitException($"{OneLine.Of(root)}: is a file; name the folder that holds {expected}");
        if (!Directory.Exists(root)) throw new FerKitException($"{OneLine.Of(root)}: no such folder; name the folder that holds {expected}");
    }

    /// <summary>The first of the folders that is there, as it is written or in other capitals, or null.</summary>
    /// <exception cref="FerKitException">A folder on the way cannot be listed.</exception>
    public static string? Folder(string root, params string[] candidates) =>
        candidates.Select(candidate => InAnyCapitals(root, candidate)).FirstOrDefault(path => path is not null);

    /// <summary>
    /// The folder that holds one of the parts: the root, or the only folder in it of which that is so, for archives are often
    /// unpacked into one more. The root when there is none.
    /// </summary>
    public static string Unwrapped(string root, params string[] parts)
    {
        if (Holds(root)) return root;
        string[] inner = [.. FolderListing.Folders(root).Select(name => Path.Combine(root, name)).Where(Holds)];
        return inner.Length == 1 ? inner[0] : root;

        bool Holds(string folder)
        {
            try { return Folder(folder, parts) is not null || ListFile(folder, parts) is not null; }
            catch (FerKitException) { return false; }
        }
    }

    /// <summary>Refuses a folder without official parts.</summary>
    /// <exception cref="FerKitException">There is no train or no test; the message says what is expected.</exception>
    public static void CheckParts(string root, string expected)
    {
        if (Folder(root, "train") is null || Folder(root, "test") is null)
            throw new FerKitException($"{OneLine.Of(root)}: holds no folders train and test; expected {expected}");
    }

    /// <summary>The first of the files that is there, or null.</summary>
    public static string? ListFile(string root, params string[] candidates) =>
        candidates.Select(candidate => Path.Combine(root, candidate)).FirstOrDefault(File.Exists);

    /// <summary>A file or folder's name within the data set, with '/' on every system.</summary>
    public static string NameIn(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Whether a list names a file within the data set: no control characters, no root, no way up.</summary>
    public static bool IsInside(string name) =>
        name.Length > 0 && !name.Any(char.IsControl) && !Path.IsPathRooted(name) && !name.Split('/', '\\').Contains("..");

    /// <summary>The lines of a text file that are not blank, with their numbers from 1; none of an empty file.</summary>
    /// <exception cref="FerKitException">It cannot be read, or has a line longer than any list's.</exception>
    public static IEnumerable<(int Number, string Text)> Lines(string path)
    {
        using StreamReader? reader = Open(path);
        if (reader is null) yield break;
        char[] buffer = new char[LongestLine];
        int begin = 0, end = 0, number = 0;
        while (true)
        {
            int length = buffer.AsSpan(begin, end - begin).IndexOf('\n');
            if (length < 0)
            {
                Array.Copy(buffer, begin, buffer, 0, end -= begin);
                begin = 0;
                if (end == buffer.Length) throw new FerKitException($"{OneLine.Of(path)}: line {number + 1} has over {LongestLine} characters, so it is no list");
                int read = Read(reader, path, buffer.AsSpan(end));
                end += read;
                if (read > 0) continue;
                if (end == 0) yield break;
                length = end;
            }
            number++;
            string line = new string(buffer, begin, length).TrimEnd('\r');
            begin = Math.Min(begin + length + 1, end);
            if (!string.IsNullOrWhiteSpace(line)) yield return (number, line);
        }
    }

    private static string? InAnyCapitals(string root, string candidate)
    {
        string path = Path.Combine(root, candidate);
        if (Directory.Exists(path)) return path;
        path = root;
        foreach (string wanted in candidate.Split('/'))
        {
            if (FolderListing.Folders(path).FirstOrDefault(name => name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } found) return null;
            path = Path.Combine(path, found);
        }
        return path;
    }

    private static int Read(StreamReader reader, string path, Span<char> buffer)
    {
        try { return reader.Read(buffer); }
        catch (IOException e) { throw Unreadable(path, e); }
    }

    // A pipe has no length either.
    private static StreamReader? Open(string path)
    {
        try
        {
            FileInfo info = LinkTarget.Of(path);
            return info.Exists && info.Length == 0 ? null : new StreamReader(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw Unreadable(path, e); }
    }

    private static FerKitException Unreadable(string path, Exception cause) => new($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(cause.Message)})", cause);
}
