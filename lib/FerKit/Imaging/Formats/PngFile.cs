namespace FerKit.Imaging.Formats;

/// <summary>The structure of a PNG file: a signature and chunks from IHDR to IEND. Checksums are left to the decoder.</summary>
internal static class PngFile
{
    private const int SignatureLength = 8;

    internal static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = file.Part(SignatureLength, 8 + 13);
        if (!header[4..8].SequenceEqual("IHDR"u8)) throw new InvalidDataException("damaged: a PNG file that does not begin with IHDR");
        return (header.Size(8, bigEndian: true), header.Size(12, bigEndian: true));
    }

    internal static int CheckComplete(ReadOnlySpan<byte> file)
    {
        int orientation = 1;
        bool hasData = false;
        for (int at = SignatureLength; ;)
        {
            // Length, type, content, checksum.
            int length = file.Size(at, bigEndian: true);
            ReadOnlySpan<byte> type = file.Part(at + 4, 4);
            ReadOnlySpan<byte> content = file.Part(at + 8, length);
            _ = file.Part(at + 8 + length, 4);
            if (type.SequenceEqual("IEND"u8))
                return hasData ? orientation : throw new InvalidDataException("a PNG file without a picture in it");
            if (type.SequenceEqual("IDAT"u8)) hasData = true;
            if (type.SequenceEqual("eXIf"u8)) orientation = Exif.ReadOrientation(content);
            at += 12 + length;
        }
    }
}
