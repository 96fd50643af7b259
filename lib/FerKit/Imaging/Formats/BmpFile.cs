namespace FerKit.Imaging.Formats;

/// <summary>The structure of a Windows bitmap: a file header, a core (12 bytes) or info (40 and more) header, rows padded to 4 bytes.</summary>
internal static class BmpFile
{
    private const int FileHeaderLength = 14;
    private const int CoreHeaderLength = 12;

    internal static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file)
    {
        uint headerLength = file.UInt32(FileHeaderLength, bigEndian: false);
        if (headerLength == CoreHeaderLength)
            return (file.UInt16(FileHeaderLength + 4, bigEndian: false), file.UInt16(FileHeaderLength + 6, bigEndian: false));
        if (headerLength is < 40 or > 124) throw new InvalidDataException("not a JPEG, PNG, BMP or WebP picture");
        int height = file.Int32(FileHeaderLength + 8, bigEndian: false);
        // Negative when the rows are stored from the top.
        return (file.Int32(FileHeaderLength + 4, bigEndian: false), height == int.MinValue ? int.MaxValue : Math.Abs(height));
    }

    internal static int CheckComplete(ReadOnlySpan<byte> file)
    {
        (int width, int height) = ReadSize(file);
        bool core = file.UInt32(FileHeaderLength, bigEndian: false) == CoreHeaderLength;
        int bitsPerPixel = file.UInt16(FileHeaderLength + (core ? 10 : 14), bigEndian: false);
        uint compression = core ? 0 : file.UInt32(FileHeaderLength + 16, bigEndian: false);
        // 0 and 3 (bit fields) store plain rows; the others are run-length codes, whose length only the file header tells.
        long rows = compression is 0 or 3 ? ((long)width * bitsPerPixel + 31) / 32 * 4 * height : 0;
        long end = Math.Max(file.UInt32(2, bigEndian: false), file.UInt32(10, bigEndian: false) + rows);
        if (end > file.Length) throw ByteReader.CutOff();
        return 1;
    }
}
