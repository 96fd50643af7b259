using System.Buffers.Binary;

namespace FerKit.Imaging.Formats;

/// <summary>Numbers at an offset of a file; past its end they are a file cut off.</summary>
internal static class ByteReader
{
    internal static InvalidDataException CutOff() => new("premature end of data: the file was cut off");

    internal static int UInt16(this ReadOnlySpan<byte> file, int offset, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(file.Part(offset, 2)) : BinaryPrimitives.ReadUInt16LittleEndian(file.Part(offset, 2));

    internal static uint UInt32(this ReadOnlySpan<byte> file, int offset, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(file.Part(offset, 4)) : BinaryPrimitives.ReadUInt32LittleEndian(file.Part(offset, 4));

    internal static int Int32(this ReadOnlySpan<byte> file, int offset, bool bigEndian) => unchecked((int)file.UInt32(offset, bigEndian));

    /// <summary>A length or side as an int: what does not fit becomes the largest, which every limit refuses.</summary>
    internal static int Size(this ReadOnlySpan<byte> file, int offset, bool bigEndian) => (int)Math.Min(file.UInt32(offset, bigEndian), int.MaxValue);

    internal static ReadOnlySpan<byte> Part(this ReadOnlySpan<byte> file, int offset, int length) =>
        offset >= 0 && length >= 0 && length <= file.Length - offset ? file.Slice(offset, length) : throw CutOff();
}
