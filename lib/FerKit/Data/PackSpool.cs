using System.Text;

namespace FerKit.Data;

/// <summary>
/// Pixels on their way into a pack, beside it, with room before them for the header of the pack that has them all; it is the
/// pack when nothing had to be left out. A journal of what became of each picture lies with them, so that a run that was
/// stopped, even killed, is gone on with by the next one of the same data set.
/// </summary>
internal sealed class PackSpool : IDisposable
{
    private readonly string target;
    private readonly long room;
    private readonly FileStream pixels;
    private readonly FileStream journal;

    private string PixelsPath => target + ".partial";
    private string JournalPath => target + ".partial.log";

    /// <summary>Opens the spool of <paramref name="target"/>, and takes over what an earlier run of the same data left in it.</summary>
    /// <param name="target">The pack to be.</param>
    /// <param name="collection">The data set.</param>
    /// <param name="size">Height and width of the pictures.</param>
    /// <param name="room">Bytes before the pixels.</param>
    /// <exception cref="FerKitException">Nothing can be written there, another run is at it, or a file that is no pack would be lost.</exception>
    public PackSpool(string target, ImageCollection collection, int size, long room)
    {
        (this.target, this.room) = (target, room);
        if (File.Exists(target) && !PackFile.IsPack(target))
            throw new FerKitException($"{OneLine.Of(target)}: is there already and is no pack; name another file");
        AtomicFile.TemporaryBeside(target);    // checks the folder
        try
        {
            pixels = Open(PixelsPath);
            AtomicFile.DeleteLeftovers(target);
            journal = Open(JournalPath);
            byte[] log = new byte[journal.Length];
            journal.ReadExactly(log);
            if (pixels.Length > 0 && log.Length == 0) throw Foreign(PixelsPath);
            if (!BeginsAsOurs(log)) throw Foreign(JournalPath);
            Reasons = TakeOver(log, PackFingerprint.Of(collection, size), collection.Samples.Count, 3L * size * size);
            if (Reasons.Count > 0) Note = $"went on from {Reasons.Count} pictures that an earlier run had done";
            Excluded = Reasons.Count(reason => reason is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            bool unused = journal is { Length: 0 };
            Dispose();
            if (unused) File.Delete(JournalPath);
            throw AtomicFile.CannotWrite(target, e);
        }
    }

    /// <summary>What became of each picture so far: null for one whose pixels are here, else why there are none.</summary>
    public List<string?> Reasons { get; }

    /// <summary>Of the pixels so far; the caller adds what follows them in the pack.</summary>
    public PackChecksum Checksum { get; } = new();

    /// <summary>How many of them have no pixels.</summary>
    public int Excluded { get; private set; }

    /// <summary>What the caller should be told of the files that were there; null for nothing.</summary>
    public string? Note { get; private set; }

    /// <summary>Adds one picture's pixels, or why it has none.</summary>
    /// <exception cref="FerKitException">The disk is full, or fails.</exception>
    public void Append(ReadOnlySpan<byte> planes, string? reason)
    {
        try
        {
            if (reason is null)
            {
                pixels.Write(planes);
                Checksum.Add(planes);
            }
            journal.Write(Encoding.UTF8.GetBytes($"{(reason is null ? "+" : $"-{OneLine.Of(reason)}")}\n"));
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw AtomicFile.CannotWrite(target, e);
        }
        Reasons.Add(reason);
        if (reason is not null) Excluded++;
    }

    /// <summary>Pixels first, so that the journal never names some that are not there.</summary>
    /// <exception cref="FerKitException">The disk is full, or fails.</exception>
    public void Flush()
    {
        try
        {
            pixels.Flush();
            journal.Flush();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw AtomicFile.CannotWrite(target, e);
        }
    }

    /// <summary>Copies all pixels to the pack.</summary>
    public void CopyTo(Stream pack, CancellationToken cancellation)
    {
        foreach (var piece in Pixels())
        {
            cancellation.ThrowIfCancellationRequested();
            pack.Write(piece.Span);
        }
    }

    /// <summary>Makes the pack of the pixels where they are.</summary>
    /// <param name="before">As many bytes as there is room.</param>
    /// <param name="after">What follows the pixels.</param>
    /// <exception cref="FerKitException">The disk is full, or fails.</exception>
    public void BecomePack(byte[] before, byte[] after)
    {
        try
        {
            pixels.Write(after);
            pixels.Position = 0;
            pixels.Write(before);
            pixels.Flush(flushToDisk: true);
            Dispose();
            File.Move(PixelsPath, target, overwrite: true);
            File.Delete(JournalPath);
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            throw AtomicFile.CannotWrite(target, e);
        }
    }

    /// <summary>Deletes the files: the pack is written, or there is nothing to go on with.</summary>
    public void Delete()
    {
        Dispose();
        File.Delete(PixelsPath);
        File.Delete(JournalPath);
    }

    /// <summary>Closes the files; what is in them stays for the next run.</summary>
    public void Dispose()
    {
        Close(pixels);
        Close(journal);
    }

    // What a full disk does not take any more is lost, and was said before: the next run finds how far the files go.
    private static void Close(FileStream? file)
    {
        try
        {
            file?.Dispose();
        }
        catch (Exception e) when (IsOfTheDisk(e))
        {
            file?.SafeFileHandle.Dispose();
        }
    }

    // From the first to the last, behind which the file then stands.
    private IEnumerable<ReadOnlyMemory<byte>> Pixels()
    {
        byte[] buffer = new byte[1 << 20];
        pixels.Position = room;
        for (int read; (read = pixels.Read(buffer)) > 0;) yield return buffer.AsMemory(0, read);
    }

    private static IOException Foreign(string path) => new($"{OneLine.Of(Path.GetFileName(path))} beside it was not left by the kit: move it away");

    // With a fingerprint, or as much of one as was written before the end.
    private static bool BeginsAsOurs(byte[] log) => log.AsSpan(0, Math.Min(log.Length, PackFingerprint.Length)).IndexOfAnyExcept("0123456789ABCDEF"u8) < 0;

    // .NET calls a file longer than the file system allows an argument out of range.
    private static bool IsOfTheDisk(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        }
        catch (IOException e) when (FileInUse.Caused(e))
        {
            throw new IOException($"{OneLine.Of(Path.GetFileName(path))} beside it is in use: another 'data pack' is writing it; wait for that or name another file", e);
        }
    }

    private List<string?> TakeOver(byte[] bytes, string fingerprint, int samples, long imageBytes)
    {
        int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        string[] lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<string?> reasons = [];
        long kept = fingerprint.Length + 1, pictures = 0;
        if (lines.Length > 0 && lines[0] == fingerprint)
        {
            foreach (string line in lines.Skip(1).Take(samples))
            {
                bool whole = line == "+";
                if (whole && room + (pictures + 1) * imageBytes > pixels.Length) break;
                if (whole) pictures++;
                reasons.Add(whole ? null : line[1..]);
                kept += Encoding.UTF8.GetByteCount(line) + 1;
            }
            journal.SetLength(kept);
        }
        else
        {
            if (lines.Length > 1) Note = $"{OneLine.Of(Path.GetFileName(PixelsPath))} was begun of other pictures, sizes or settings, so the pack was begun anew";
            journal.SetLength(0);
            journal.Write(Encoding.UTF8.GetBytes(fingerprint + "\n"));
            journal.Flush();    // before any pixels: whose these are must be known
        }
        pixels.SetLength(room + pictures * imageBytes);
        foreach (var piece in Pixels()) Checksum.Add(piece.Span);
        journal.Position = journal.Length;
        return reasons;
    }
}
