namespace FerKit.Experiments;

/// <summary>Keeps a folder for one process, until it is disposed or the process ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    /// <summary>Locks a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="create">Makes it first.</param>
    /// <param name="use">What it is for: "a run".</param>
    /// <param name="doing">What another process is doing there: "training".</param>
    /// <param name="advice">What to do when it cannot be used.</param>
    /// <exception cref="FerKitException">Another process holds it, or it cannot be written in.</exception>
    public FolderLock(string folder, bool create, string use, string doing, string advice)
    {
        try
        {
            if (create) Directory.CreateDirectory(folder);
            file = new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException(FileInUse.Caused(e)
                ? $"{OneLine.Of(folder)}: another process is {doing} there; wait for it or stop it."
                : $"{OneLine.Of(folder)}: cannot be used for {use} ({OneLine.Of(e.Message.Split(" : '")[0])}); {advice}.", e);
        }
    }

    public void Dispose() => file.Dispose();
}
