using System.Security.Cryptography;
using System.Text;

namespace FerKit;

/// <summary>Writes a file whole or not at all.</summary>
public static class AtomicFile
{
    private const int DiskFullOnWindows = unchecked((int)0x80070070), DiskFullOnLinux = 28;    // ERROR_DISK_FULL, ENOSPC

    /// <summary>Wraps the streams that files are written through, so that tests can make any write fail.</summary>
    internal static readonly AsyncLocal<Func<Stream, Stream>?> Wrap = new();

    /// <summary>
    /// Writes to a temporary file in the folder of <paramref name="path"/>, flushes it to the disk and renames it
    /// over <paramref name="path"/>. When anything fails the temporary file is deleted and an older file of that
    /// name stays as it was. Of several concurrent writers the last to finish wins.
    /// </summary>
    /// <param name="path">The file to make or to replace. Its folder must exist.</param>
    /// <param name="write">Writes the content. What it throws passes through, after the clean-up.</param>
    /// <param name="keep">Where the older file goes, over what is there; null lets it go. At any moment one of the two names has a whole file.</param>
    /// <exception cref="FerKitException">The folder is missing, or the file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write, string? keep = null)
    {
        string temporary = TemporaryBeside(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(Wrap.Value?.Invoke(stream) ?? stream);
                stream.Flush(flushToDisk: true);
            }
            if (keep is not null && File.Exists(path)) File.Move(path, keep, overwrite: true);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    /// <summary>A name for a temporary file in the folder of <paramref name="path"/>.</summary>
    /// <exception cref="FerKitException">The folder is missing, or <paramref name="path"/> is a folder itself.</exception>
    internal static string TemporaryBeside(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder))
            throw new FerKitException($"{OneLine.Of(path)}: cannot be written, there is no folder {OneLine.Of(folder)}; create it first");
        if (Directory.Exists(path))
            throw new FerKitException($"{OneLine.Of(path)}: cannot be written, it is a folder; name a file");
        return Path.Combine(folder, $"{LeftoverPrefix(path)}{Path.GetRandomFileName()}.tmp");
    }

    /// <summary>
    /// Deletes what killed writers of <paramref name="path"/> left in its folder. Only for a caller who knows that no other
    /// writer of it is at work, because it holds a lock.
    /// </summary>
    internal static void DeleteLeftovers(string path)
    {
        foreach (string leftover in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, $"{LeftoverPrefix(path)}*.tmp"))
            DeleteQuietly(leftover);
    }

    // A hash of the name, for the name itself may be as long as names can be.
    private static string LeftoverPrefix(string path) =>
        $".ferkit-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path))).AsSpan(0, 4))}-";

    /// <summary>The error of a disk that is full or fails, or of missing rights.</summary>
    internal static FerKitException CannotWrite(string path, Exception cause)
    {
        // .NET repeats the path behind some messages, that of the temporary file.
        string reason = OneLine.Of(cause.Message.Split(" : '")[0]);
        string advice = cause.HResult is DiskFullOnLinux or DiskFullOnWindows ? "; free some space first" : "";
        return new($"{OneLine.Of(path)}: cannot be written ({reason}){advice}.", cause);
    }

    /// <summary>Deletes what is left of a failed write; a failure here must not hide the first one.</summary>
    private static void DeleteQuietly(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
