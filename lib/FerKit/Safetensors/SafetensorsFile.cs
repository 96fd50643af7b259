using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace FerKit.Safetensors;

/// <summary>
/// A safetensors file, memory-mapped for reading: opening costs its header, a tensor's bytes are paged in when
/// they are read. The object owns the mapping; spans of it are valid until <see cref="Dispose"/>, and the file must
/// not be shortened while it is open (replacing it, as <see cref="SafetensorsWriter"/> does, is safe).
/// Safe to read from several threads.
/// </summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile mapping;
    private readonly MemoryMappedViewAccessor view;
    private readonly Dictionary<string, SafetensorsEntry> byName;
    private readonly byte* data;
    private bool disposed;

    private SafetensorsFile(string path, MemoryMappedFile mapping, MemoryMappedViewAccessor view, long length)
    {
        (Path, this.mapping, this.view) = (path, mapping, view);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += view.PointerOffset;
        try
        {
            ulong header = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(start, 8));
            if (header > (ulong)(length - 8) && length > 8 && start[8] != '{')
                throw new SafetensorsException(path, "is no safetensors file, and so holds neither weights nor a pack: where its header should begin there is something else");
            if (header > SafetensorsHeader.MaxLength)
                throw new SafetensorsException(path, $"is not a safetensors file: it claims a header of {header} bytes, over the format's {SafetensorsHeader.MaxLength}");
            if ((long)header > length - 8)
                throw new SafetensorsException(path, $"claims a header of {header} bytes but holds {length - 8} after its length: it is cut off, or no safetensors file");
            (List<SafetensorsEntry> entries, Dictionary<string, string> metadata) =
                SafetensorsHeader.Parse(new ReadOnlySpan<byte>(start + 8, (int)header), length - 8 - (long)header, path);
            (Entries, Metadata) = (entries, metadata);
            byName = Entries.ToDictionary(e => e.Name);
            data = start + 8 + header;
        }
        catch
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors, in the order of their bytes.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The file's own free text by key; empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Maps a file and checks its header, every offset in it included.</summary>
    /// <exception cref="SafetensorsException">Missing, unreadable, cut off, damaged, or not a safetensors file; one line.</exception>
    public static SafetensorsFile Open(string path)
    {
        MemoryMappedFile? mapping = null;
        MemoryMappedViewAccessor? view = null;
        try
        {
            using FileStream file = OpenToRead(path);
            long length = file.Length;
            if (length < 8)
                throw new SafetensorsException(path, $"is not a safetensors file: it has {length} bytes, a header alone takes more; fetch or write it again");
            mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            return new SafetensorsFile(path, mapping, view, length);
        }
        catch (Exception e)
        {
            view?.Dispose();
            mapping?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
                throw new SafetensorsException(path, $"cannot be read ({OneLine.Of(e.Message)})", e);
            throw;
        }
    }

    /// <summary>What the header says of a tensor; null when the file has none of that name.</summary>
    public SafetensorsEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>All bytes of a tensor, little-endian, last dimension fastest; valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="SafetensorsException">No such tensor, or it is over 2 GB: read that one in parts.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        SafetensorsEntry entry = Required(name);
        if (entry.Length > int.MaxValue)
            throw new SafetensorsException(Path, name, $"has {entry.Length} bytes, too many to read at once; read it in parts");
        return Bytes(name, 0, (int)entry.Length);
    }

    /// <summary>Some bytes of a tensor; valid until <see cref="Dispose"/>.</summary>
    /// <param name="name">The tensor.</param>
    /// <param name="offset">First byte, counted from the tensor's own first.</param>
    /// <param name="count">Number of bytes.</param>
    /// <exception cref="SafetensorsException">No such tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the tensor.</exception>
    public ReadOnlySpan<byte> Bytes(string name, long offset, int count)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        SafetensorsEntry entry = Required(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, entry.Length - count);
        return new ReadOnlySpan<byte>(data + entry.Begin + offset, count);
    }

    /// <summary>Unmaps the file; spans of it must not be used any more.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        mapping.Dispose();
    }

    private SafetensorsEntry Required(string name) =>
        Find(name) ?? throw new SafetensorsException(Path, $"has no tensor '{OneLine.Of(name)}'");

    /// <summary>Lets others replace the file while it is mapped; a folder or a missing file gets its own message.</summary>
    private static FileStream OpenToRead(string path)
    {
        if (Directory.Exists(path))
            throw new SafetensorsException(path, "is a folder, not a safetensors file");
        if (!File.Exists(path))
            throw new SafetensorsException(path, "no such file");
        // Looked at before it is opened: opening a pipe would wait for ever.
        if (LinkTarget.Of(path).Length == 0)
            throw new SafetensorsException(path, "is not a safetensors file: it has 0 bytes, or is no ordinary file; fetch or write it again");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
    }
}
