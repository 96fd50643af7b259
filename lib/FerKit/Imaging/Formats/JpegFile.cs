namespace FerKit.Imaging.Formats;

/// <summary>The structure of a JPEG file (ITU-T T.81, annex B): marker segments, scans of entropy-coded data, an end marker.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Application1 = 0xE1;
    private const byte Restart0 = 0xD0, Restart7 = 0xD7;

    internal static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file)
    {
        for (int at = 2; ;)
        {
            byte marker = NextSegment(file, ref at, out ReadOnlySpan<byte> content);
            if (marker is EndOfImage or StartOfScan) throw new InvalidDataException("a JPEG file without a picture in it");
            // SOF0 to SOF15; 0xC4, 0xC8 and 0xCC between them are tables.
            if (marker is < 0xC0 or > 0xCF or 0xC4 or 0xC8 or 0xCC) continue;
            int precision = content.Part(0, 1)[0];
            if (precision != 8) throw new InvalidDataException($"a JPEG of {precision} bits a sample is not supported: convert it to 8 bits");
            return (content.UInt16(3, bigEndian: true), content.UInt16(1, bigEndian: true));
        }
    }

    /// <summary>Walks to the end marker of the picture itself (a thumbnail's lies inside an APP segment) and returns the EXIF orientation.</summary>
    internal static int CheckComplete(ReadOnlySpan<byte> file)
    {
        int orientation = 1;
        bool hasScan = false;
        for (int at = 2; ;)
        {
            byte marker = NextSegment(file, ref at, out ReadOnlySpan<byte> content);
            if (marker == EndOfImage)
                return hasScan ? orientation : throw new InvalidDataException("a JPEG file without a picture in it");
            if (marker == Application1 && content.StartsWith("Exif\0\0"u8)) orientation = Exif.ReadOrientation(content[6..]);
            if (marker != StartOfScan) continue;
            hasScan = true;
            SkipEntropyCodedData(file, ref at);
        }
    }

    /// <summary>Reads the marker at or after <paramref name="at"/>, which then points past its segment.</summary>
    private static byte NextSegment(ReadOnlySpan<byte> file, ref int at, out ReadOnlySpan<byte> content)
    {
        // As libjpeg does, stray bytes before a marker are skipped; 0xFF may be repeated as filling.
        while (true)
        {
            int prefix = file[at..].IndexOf((byte)0xFF);
            if (prefix < 0) throw ByteReader.CutOff();
            at += prefix;
            while (file.Part(at, 1)[0] == 0xFF) at++;
            byte marker = file[at++];
            content = default;
            if (marker == EndOfImage) return marker;
            // Stuffed zero, TEM, RST0 to RST7 and SOI stand alone.
            if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8)) continue;
            int length = file.UInt16(at, bigEndian: true);
            if (length < 2) throw new InvalidDataException("damaged: a JPEG segment of impossible length");
            content = file.Part(at, length)[2..];
            at += length;
            return marker;
        }
    }

    // Restart markers count from 0 to 7 and again; a decoder would go on after a wrong one, with a part of the picture in the wrong place.
    private static void SkipEntropyCodedData(ReadOnlySpan<byte> file, ref int at)
    {
        for (int restarts = 0; ;)
        {
            int prefix = file[at..].IndexOf((byte)0xFF);
            if (prefix < 0 || at + prefix + 1 >= file.Length) throw ByteReader.CutOff();
            at += prefix;
            byte next = file[at + 1];
            if (next is not (0x00 or 0xFF or (>= Restart0 and <= Restart7))) return;
            if (next is >= Restart0 and <= Restart7 && next - Restart0 != restarts++ % 8)
                throw new InvalidDataException($"damaged: RST{next - Restart0} instead of RST{(restarts - 1) % 8}");
            at += next == 0xFF ? 1 : 2;
        }
    }
}
