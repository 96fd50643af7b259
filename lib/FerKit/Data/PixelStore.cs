using FerKit.Safetensors;

namespace FerKit.Data;

/// <summary>Where the pixels of an <see cref="ImageSet"/> live. A set over 2 GB does not fit one span, hence the slices.</summary>
internal abstract class PixelStore : IDisposable
{
    /// <summary>Some of the bytes; valid until the store is disposed.</summary>
    public abstract ReadOnlySpan<byte> Slice(long offset, int count);

    /// <summary>Lets go of what the store holds.</summary>
    public abstract void Dispose();
}

/// <summary>Pixels in managed memory.</summary>
internal sealed class MemoryPixels(ReadOnlyMemory<byte> pixels) : PixelStore
{
    public override ReadOnlySpan<byte> Slice(long offset, int count) => pixels.Span.Slice(checked((int)offset), count);

    public override void Dispose() { }
}

/// <summary>Pixels of a tensor in a memory-mapped file, which the store owns.</summary>
internal sealed class MappedPixels(SafetensorsFile file, string tensor) : PixelStore
{
    public override ReadOnlySpan<byte> Slice(long offset, int count) => file.Bytes(tensor, offset, count);

    public override void Dispose() => file.Dispose();
}
