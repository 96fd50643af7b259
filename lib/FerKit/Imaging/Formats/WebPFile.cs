namespace FerKit.Imaging.Formats;

/// <summary>The structure of a WebP file (RFC 9649): a RIFF container around a VP8, VP8L or VP8X chunk.</summary>
internal static class WebPFile
{
    private const int ContainerHeaderLength = 12;
    private const int FirstChunk = ContainerHeaderLength + 8;

    internal static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> type = file.Part(ContainerHeaderLength, 4);
        if (type.SequenceEqual("VP8X"u8))
        {
            if ((file.Part(FirstChunk, 1)[0] & 0b10) != 0) throw new InvalidDataException("an animated WebP is not supported: save one frame of it");
            return (UInt24(file, FirstChunk + 4) + 1, UInt24(file, FirstChunk + 7) + 1);
        }
        if (type.SequenceEqual("VP8L"u8))
        {
            uint packed = file.UInt32(FirstChunk + 1, bigEndian: false);
            return ((int)(packed & 0x3FFF) + 1, (int)(packed >> 14 & 0x3FFF) + 1);
        }
        if (type.SequenceEqual("VP8 "u8))
        {
            // A frame tag of 3 bytes and a start code of 3, then 14 bits each; the upper two bits ask for scaling.
            return (file.UInt16(FirstChunk + 6, bigEndian: false) & 0x3FFF, file.UInt16(FirstChunk + 8, bigEndian: false) & 0x3FFF);
        }
        throw new InvalidDataException("damaged: a WebP file that does not begin with a picture");
    }

    internal static int CheckComplete(ReadOnlySpan<byte> file)
    {
        long end = 8L + file.UInt32(4, bigEndian: false);
        if (end > file.Length) throw ByteReader.CutOff();
        int orientation = 1;
        bool hasData = false;
        for (int at = ContainerHeaderLength; at + 8 <= end;)
        {
            int length = file.Size(at + 4, bigEndian: false);
            ReadOnlySpan<byte> type = file.Part(at, 4);
            ReadOnlySpan<byte> content = file.Part(at + 8, length);
            if (type.SequenceEqual("VP8 "u8) || type.SequenceEqual("VP8L"u8)) hasData = true;
            // Some writers keep JPEG's prefix.
            if (type.SequenceEqual("EXIF"u8)) orientation = Exif.ReadOrientation(content.StartsWith("Exif\0\0"u8) ? content[6..] : content);
            at += 8 + length + (length & 1);
        }
        return hasData ? orientation : throw new InvalidDataException("a WebP file without a picture in it");
    }

    private static int UInt24(ReadOnlySpan<byte> file, int offset) => file.UInt16(offset, bigEndian: false) | file.Part(offset + 2, 1)[0] << 16;
}
