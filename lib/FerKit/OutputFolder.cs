namespace FerKit;

/// <summary>Folders that something is to be written to.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder, where it is missing.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="advice">What to do when that cannot be: "name another folder with --out".</param>
    /// <exception cref="FerKitException">A file has its name, or there are no rights.</exception>
    public static void Make(string folder, string advice)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // .NET repeats the path behind some messages.
            throw new FerKitException($"{OneLine.Of(folder)}: cannot be made ({OneLine.Of(e.Message.Split(" : '")[0])}); {advice}.", e);
        }
    }

    /// <summary>Makes sure that nothing of the user's would be mixed with what is written.</summary>
    /// <exception cref="FerKitException">The folder holds something.</exception>
    public static void CheckEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new FerKitException($"{OneLine.Of(folder)}: holds files already; name a new folder, or empty this one");
    }
}
