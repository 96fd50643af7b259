using System.Buffers.Binary;
using System.IO.Compression;
using FerKit.Imaging;

namespace FerKit.Tests.Imaging;

/// <summary>Picture files built byte by byte, and changed ones.</summary>
internal static class PictureFiles
{
    /// <summary>A gradient with noise over it, so that no part of its file is idle.</summary>
    internal static RgbImage Noise(int width, int height, int seed)
    {
        Random random = new(seed);
        RgbImage image = new(width, height);
        for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(i % (width * 3) * 200 / (width * 3) + random.Next(50));
        return image;
    }

    /// <summary>A file that fixtures/make_pictures.py wrote.</summary>
    internal static byte[] Fixture(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", "pictures", name));

    /// <summary>A PNG with the samples given, row after row, as the colour type lays them out.</summary>
    internal static byte[] Png(int width, int height, int bitDepth, int colorType, ReadOnlySpan<byte> samples, params (string Type, byte[] Content)[] more)
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = ((byte)bitDepth, (byte)colorType);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int rowLength = samples.Length / Math.Max(1, Math.Min(height, samples.Length));
            for (int at = 0; at < samples.Length; at += rowLength)
            {
                zlib.WriteByte(0);
                zlib.Write(samples.Slice(at, rowLength));
            }
        }
        List<byte> file = [0x89, .. "PNG\r\n\u001a\n"u8, .. PngChunk("IHDR", header)];
        foreach ((string type, byte[] content) in more) file.AddRange(PngChunk(type, content));
        return [.. file, .. PngChunk("IDAT", packed.ToArray()), .. PngChunk("IEND", [])];
    }

    /// <summary>A BMP header of 24 bits a pixel, with no row behind it.</summary>
    internal static byte[] BmpHeader(int width, int height)
    {
        byte[] file = new byte[54];
        (file[0], file[1], file[10], file[14], file[26], file[28]) = ((byte)'B', (byte)'M', 54, 40, 1, 24);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(2), (uint)file.Length);
        return file;
    }

    /// <summary>A 24-bit BMP of the picture, rows from the bottom or (negative height) from the top.</summary>
    internal static byte[] Bmp(RgbImage image, bool fromTop)
    {
        byte[] header = BmpHeader(image.Width, fromTop ? -image.Height : image.Height);
        List<byte> rows = [];
        for (int i = 0; i < image.Height; i++)
        {
            Span<byte> row = image.Row(fromTop ? i : image.Height - 1 - i);
            for (int x = 0; x < row.Length; x += 3) rows.AddRange([row[x + 2], row[x + 1], row[x]]);
            while (rows.Count % 4 != 0) rows.Add(0);
        }
        byte[] file = [.. header, .. rows];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(2), (uint)file.Length);
        return file;
    }

    /// <summary>A WebP in the extended layout (VP8X) around the chunks given.</summary>
    internal static byte[] ExtendedWebP(int width, int height, params (string Type, byte[] Content)[] chunks)
    {
        byte[] header = [0x08, 0, 0, 0, .. Little(width - 1)[..3], .. Little(height - 1)[..3]];
        List<byte> body = [.. "WEBP"u8, .. RiffChunk("VP8X", header)];
        foreach ((string type, byte[] content) in chunks) body.AddRange(RiffChunk(type, content));
        return [.. "RIFF"u8, .. Little(body.Count), .. body];
    }

    /// <summary>The JPEG with its size overwritten in the frame header.</summary>
    internal static byte[] WithJpegSize(byte[] jpeg, int width, int height)
    {
        byte[] file = [.. jpeg];
        int frame = 2;
        while (file[frame + 1] is not (0xC0 or 0xC2)) frame += 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(frame + 2));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)width);
        return file;
    }

    /// <summary>The JPEG with one more segment after its first marker.</summary>
    internal static byte[] WithJpegSegment(byte[] jpeg, byte marker, ReadOnlySpan<byte> content)
    {
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [0xFF, 0xD8, 0xFF, marker, .. length, .. content, .. jpeg[2..]];
    }

    /// <summary>An EXIF block that says nothing but the orientation.</summary>
    internal static byte[] Exif(int orientation, bool bigEndian) => bigEndian
        ? [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]
        : [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] PngChunk(string type, byte[] content)
    {
        byte[] named = [.. type.Select(c => (byte)c), .. content];
        byte[] length = new byte[4], sum = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        uint crc = uint.MaxValue;
        foreach (byte b in named)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [.. length, .. named, .. sum];
    }

    private static byte[] RiffChunk(string type, byte[] content) =>
        [.. type.Select(c => (byte)c), .. Little(content.Length), .. content, .. new byte[content.Length & 1]];

    private static byte[] Little(int value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
