using System.Buffers.Binary;
using System.Numerics;

namespace FerKit.Data;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, section 12.1) of a pack's images, labels and splits, in this order: finds what disks and copies
/// damage, at several gigabytes a second, for which a cryptographic hash would hold the packing up.
/// </summary>
internal sealed class PackChecksum
{
    /// <summary>As long as any, for a header whose checksum is not known yet.</summary>
    public const string Unknown = "00000000";

    private uint state = uint.MaxValue;

    /// <summary>Takes in the bytes that follow.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint crc = state;
        for (; bytes.Length >= 8; bytes = bytes[8..]) crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte one in bytes) crc = BitOperations.Crc32C(crc, one);
        state = crc;
    }

    /// <summary>The checksum of all bytes so far, eight hexadecimal digits.</summary>
    public override string ToString() => $"{~state:x8}";
}
