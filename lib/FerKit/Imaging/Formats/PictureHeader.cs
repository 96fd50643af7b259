namespace FerKit.Imaging.Formats;

/// <summary>
/// What a picture file says of itself before a pixel is decoded. Read by our own small parsers, the same for every
/// backend: the size has to be known before anything is allocated, and decoders differ in what they make of a file
/// that was cut off (libjpeg fills the rest with grey and calls it a warning).
/// </summary>
/// <param name="Format">The format, told from the content and never from the file's name.</param>
/// <param name="Width">Pixels in a stored row.</param>
/// <param name="Height">Stored rows.</param>
/// <param name="Orientation">EXIF orientation of the stored pixels, 1 to 8; 1 is upright.</param>
internal readonly record struct PictureHeader(PictureFormat Format, int Width, int Height, int Orientation)
{
    /// <summary>Reads the header, refuses a picture over the limits, and then makes sure that the file goes to its end.</summary>
    /// <exception cref="ImageException">Empty, not a picture, not supported, over the limits, or cut off.</exception>
    internal static PictureHeader Read(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        try
        {
            if (file.IsEmpty) throw new InvalidDataException("the file is empty");
            PictureFormat format = Recognize(file);
            (int width, int height) = format switch
            {
                PictureFormat.Jpeg => JpegFile.ReadSize(file),
                PictureFormat.Png => PngFile.ReadSize(file),
                PictureFormat.Bmp => BmpFile.ReadSize(file),
                _ => WebPFile.ReadSize(file),
            };
            CheckSize(width, height, limits);
            int orientation = format switch
            {
                PictureFormat.Jpeg => JpegFile.CheckComplete(file),
                PictureFormat.Png => PngFile.CheckComplete(file),
                PictureFormat.Bmp => BmpFile.CheckComplete(file),
                _ => WebPFile.CheckComplete(file),
            };
            return new PictureHeader(format, width, height, orientation);
        }
        catch (InvalidDataException e)
        {
            throw new ImageException(name, e.Message);
        }
    }

    private static PictureFormat Recognize(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => PictureFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => PictureFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => PictureFormat.WebP,
        [(byte)'B', (byte)'M', ..] => PictureFormat.Bmp,
        [0xFF] or [0xFF, 0xD8] or [0x89, ..] when file.Length < 8 => throw ByteReader.CutOff(),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when file.Length < 12 => throw ByteReader.CutOff(),
        _ => throw new InvalidDataException("not a JPEG, PNG, BMP or WebP picture"),
    };

    private static void CheckSize(long width, long height, ImageLimits limits)
    {
        if (width <= 0 || height <= 0) throw new InvalidDataException($"its header names an impossible size of {width} x {height}");
        if (Math.Max(width, height) > limits.MaxSide || width * height > limits.MaxPixels || width * height > Array.MaxLength / 3)
            throw new InvalidDataException($"{width} x {height} pixels are over the limit of {limits.MaxSide} on a side and {limits.MaxPixels} in all");
    }
}

/// <summary>The formats that <see cref="IImageCodec"/> decodes.</summary>
internal enum PictureFormat
{
    /// <summary>ITU-T T.81.</summary>
    Jpeg,

    /// <summary>W3C Portable Network Graphics.</summary>
    Png,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>WebP, one picture, lossy or lossless.</summary>
    WebP,
}
