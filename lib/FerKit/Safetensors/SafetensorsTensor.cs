namespace FerKit.Safetensors;

/// <summary>A tensor to be written: its description, and a callback that writes its bytes when their turn comes.</summary>
public sealed class SafetensorsTensor
{
    /// <summary>Describes a tensor whose bytes are made while the file is written.</summary>
    /// <param name="name">Unique in its file; not <c>__metadata__</c>.</param>
    /// <param name="dataType">The element type.</param>
    /// <param name="shape">Sizes; empty for a scalar.</param>
    /// <param name="writeBytes">Writes exactly <see cref="Length"/> bytes, little-endian, last dimension fastest.</param>
    /// <exception cref="ArgumentException">A name or a shape that a file cannot hold.</exception>
    public SafetensorsTensor(string name, SafetensorsDataType dataType, IEnumerable<long> shape, Action<Stream> writeBytes)
    {
        if (name == SafetensorsHeader.MetadataKey)
            throw new ArgumentException($"A tensor cannot be named '{name}': the format keeps that key for itself.", nameof(name));
        (Name, DataType, Shape, WriteBytes) = (name, dataType, [.. shape], writeBytes);
        try
        {
            Length = ByteCount(dataType, Shape);
        }
        catch (OverflowException)
        {
            throw new ArgumentException($"Tensor '{name}' has a shape ({string.Join(", ", Shape)}) whose size is negative or overflows.", nameof(shape));
        }
    }

    /// <summary>Describes a tensor whose bytes are at hand; they are not copied.</summary>
    /// <exception cref="ArgumentException">As the other constructor, or <paramref name="bytes"/> has another length than the shape asks for.</exception>
    public SafetensorsTensor(string name, SafetensorsDataType dataType, IEnumerable<long> shape, ReadOnlyMemory<byte> bytes)
        : this(name, dataType, shape, stream => stream.Write(bytes.Span))
    {
        if (bytes.Length != Length)
            throw new ArgumentException($"Tensor '{name}': {bytes.Length} bytes given, {dataType.HeaderName()} of shape ({string.Join(", ", Shape)}) takes {Length}.", nameof(bytes));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its element type.</summary>
    public SafetensorsDataType DataType { get; }

    /// <summary>Its sizes; empty for a scalar.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Its size in bytes.</summary>
    public long Length { get; }

    internal Action<Stream> WriteBytes { get; }

    /// <summary>Bytes of a shape. As in the reference implementation, an overflow counts even where a later size is zero.</summary>
    /// <exception cref="OverflowException">Negative, or over 2^63 - 1.</exception>
    internal static long ByteCount(SafetensorsDataType type, IReadOnlyList<long> shape)
    {
        long count = 1;
        foreach (long size in shape)
        {
            if (size < 0)
                throw new OverflowException();
            count = checked(count * size);
        }
        return checked(count * type.ItemSize());
    }
}
