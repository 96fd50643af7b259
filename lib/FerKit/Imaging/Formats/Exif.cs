namespace FerKit.Imaging.Formats;

/// <summary>The orientation in an EXIF block, which is a TIFF file (CIPA DC-008, tag 0x0112).</summary>
internal static class Exif
{
    /// <summary>Reads 1 to 8; 1 when there is none or the block is damaged, for a picture is no worse without it.</summary>
    internal static int ReadOrientation(ReadOnlySpan<byte> tiff)
    {
        bool bigEndian;
        if (tiff.StartsWith("MM\0*"u8)) bigEndian = true;
        else if (tiff.StartsWith("II*\0"u8)) bigEndian = false;
        else return 1;
        try
        {
            int directory = tiff.Size(4, bigEndian);
            int count = tiff.UInt16(directory, bigEndian);
            for (int i = 0; i < count; i++)
            {
                ReadOnlySpan<byte> entry = tiff.Part(directory + 2 + 12 * i, 12);
                if (entry.UInt16(0, bigEndian) != 0x0112) continue;
                int value = entry.UInt16(8, bigEndian);
                return value is >= 1 and <= 8 ? value : 1;
            }
            return 1;
        }
        catch (InvalidDataException)
        {
            return 1;
        }
    }
}
