namespace FerKit.Notebooks.Running;

/// <summary>A folder for the temporary files of another process, deleted with all that it left there, however it ended.</summary>
internal sealed class OwnTemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ferkit-lesson-");

    /// <summary>What tells a process of it: Unix knows the first name, Windows the others.</summary>
    public IEnumerable<(string Name, string Value)> Variables => [("TMPDIR", folder.FullName), ("TMP", folder.FullName), ("TEMP", folder.FullName)];

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that a cell began may still write there.
        }
    }
}
