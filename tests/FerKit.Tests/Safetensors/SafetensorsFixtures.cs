using System.Buffers.Binary;
using System.Text;
using FerKit.Safetensors;

namespace FerKit.Tests.Safetensors;

/// <summary>Files for the safetensors tests.</summary>
internal static class SafetensorsFixtures
{
    /// <summary>A file written by fixtures/make_safetensors.py, without FerKit.</summary>
    public static byte[] Mixed => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", "mixed.safetensors"));

    /// <summary>The tensors of <see cref="Mixed"/>, in no particular order.</summary>
    public static SafetensorsTensor[] MixedTensors =>
    [
        new("flags", SafetensorsDataType.Bool, [3], new byte[] { 1, 0, 1 }),
        new("weight", SafetensorsDataType.F32, [2, 3], Floats(0, 1, 2, 3, 4, 5)),
        new("größe/表情", SafetensorsDataType.U8, [1, 2, 2], new byte[] { 1, 2, 254, 255 }),
        new("nothing", SafetensorsDataType.F64, [0, 7], Array.Empty<byte>()),
        new("bias", SafetensorsDataType.F32, [3], Floats(-1.5f, 0.25f, 1e-30f)),
        new("half", SafetensorsDataType.BF16, [2], new byte[] { 0x80, 0x3f, 0x00, 0xc0 }),
        new("count", SafetensorsDataType.I64, [], BitConverter.GetBytes(-(1L << 40))),
    ];

    public static Dictionary<string, string> MixedMetadata => new() { ["model"] = "gclnet", ["Klasse"] = "Überraschung" };

    /// <summary>A file of any header and any data, good or bad.</summary>
    public static byte[] Raw(string header, int dataLength) => Raw(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Raw(byte[] header, int dataLength)
    {
        byte[] file = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, 8);
        return file;
    }

    private static byte[] Floats(params float[] values) => [.. values.SelectMany(BitConverter.GetBytes)];
}
