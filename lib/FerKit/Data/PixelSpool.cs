namespace FerKit.Data;

/// <summary>
/// Pixels on their way into a pack, in a temporary file beside it: the pack's header, which comes first, needs
/// to know how many pictures could be decoded. The file is gone when the spool is disposed.
/// </summary>
internal sealed class PixelSpool : IDisposable
{
    private readonly string target;
    private readonly FileStream stream;

    /// <summary>Opens the temporary file in the folder of <paramref name="target"/>.</summary>
    /// <exception cref="FerKitException">Nothing can be written there, or a file that is no pack would be lost.</exception>
    public PixelSpool(string target)
    {
        this.target = target;
        if (File.Exists(target) && !PackFile.IsPack(target))
            throw new FerKitException($"{OneLine.Of(target)}: is there already and is no pack; name another file");
        string temporary = AtomicFile.TemporaryBeside(target);
        try
        {
            stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(target, e);
        }
    }

    /// <summary>Adds the pixels of one picture.</summary>
    /// <exception cref="FerKitException">The disk is full, or fails.</exception>
    public void Append(ReadOnlySpan<byte> pixels)
    {
        try
        {
            stream.Write(pixels);
        }
        catch (IOException e)
        {
            throw AtomicFile.CannotWrite(target, e);
        }
    }

    /// <summary>Copies all of it to the pack.</summary>
    public void CopyTo(Stream pack, CancellationToken cancellation)
    {
        stream.Position = 0;
        byte[] buffer = new byte[1 << 20];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            pack.Write(buffer, 0, read);
        }
    }

    /// <summary>Closes and deletes the temporary file.</summary>
    public void Dispose() => stream.Dispose();
}
