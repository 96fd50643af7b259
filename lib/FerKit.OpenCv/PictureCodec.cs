namespace FerKit.OpenCv;

/// <summary>
/// Decodes, encodes and resamples pictures of 8-bit RGB samples, (H, W, 3), rows without padding. Safe to call from
/// several threads at once; OpenCV itself runs each call on the caller's thread only.
/// </summary>
public static unsafe class PictureCodec
{
    /// <summary>
    /// Decodes a file of any format OpenCV reads, as stored: EXIF orientation is left to the caller. The caller has
    /// read the size from the file's header, and so knows it before anything is allocated.
    /// Of a JPEG without its end marker OpenCV fills the rest and says nothing: that too is for the caller to check.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="width">The width that the file's header names.</param>
    /// <param name="height">The height that the file's header names.</param>
    /// <returns>The samples, (H, W, 3).</returns>
    /// <exception cref="OpenCvException">
    /// The file is damaged (warnings of libjpeg and libpng that samples are missing count), or has another size.
    /// </exception>
    public static byte[] Decode(ReadOnlySpan<byte> file, int width, int height)
    {
        byte[] rgb = GC.AllocateUninitializedArray<byte>(SampleCount(width, height));
        fixed (byte* source = file, target = rgb)
            Native.Check(Native.Decode(source, file.Length, target, width, height));
        return rgb;
    }

    /// <summary>
    /// Decodes as <see cref="Decode"/> does, cuts out the largest square at the centre (the odd pixel goes to the right or the bottom)
    /// and resamples it as <see cref="Resize"/> does, by area unless it grows.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="width">The width that the file's header names.</param>
    /// <param name="height">The height that the file's header names.</param>
    /// <param name="size">Height and width of the result.</param>
    /// <param name="planes">Receives the samples, (3, size, size).</param>
    /// <exception cref="ArgumentException">The planes are of another length.</exception>
    /// <exception cref="OpenCvException">As for <see cref="Decode"/>.</exception>
    public static void DecodeSquare(ReadOnlySpan<byte> file, int width, int height, int size, Span<byte> planes)
    {
        SampleCount(width, height);
        RequireSamples(planes, size, size);
        fixed (byte* source = file, target = planes)
            Native.Check(Native.DecodeSquare(source, file.Length, width, height, target, size));
    }

    /// <summary>Encodes as PNG. Equal samples give equal bytes.</summary>
    /// <param name="rgb">The samples, (H, W, 3).</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="compression">0 (none) to 9 (smallest).</param>
    /// <exception cref="OpenCvException">OpenCV could not encode it.</exception>
    public static byte[] EncodePng(ReadOnlySpan<byte> rgb, int width, int height, int compression = 6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(compression);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(compression, 9);
        return Encode(rgb, width, height, ".png\0"u8, compression);
    }

    /// <summary>Encodes as baseline JPEG. Equal samples give equal bytes.</summary>
    /// <param name="rgb">The samples, (H, W, 3).</param>
    /// <param name="width">Pixels in a row, at most 65,500.</param>
    /// <param name="height">Rows, at most 65,500.</param>
    /// <param name="quality">1 to 100.</param>
    /// <exception cref="OpenCvException">OpenCV could not encode it.</exception>
    public static byte[] EncodeJpeg(ReadOnlySpan<byte> rgb, int width, int height, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(rgb, width, height, ".jpg\0"u8, quality);
    }

    /// <summary>Resamples to a new size.</summary>
    /// <param name="rgb">The samples, (H, W, 3).</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="newWidth">Pixels in a row of the result.</param>
    /// <param name="newHeight">Rows of the result.</param>
    /// <param name="byArea">Averages the area that each new pixel covers (OpenCV's INTER_AREA); otherwise bilinear (INTER_LINEAR).</param>
    /// <returns>The samples of the result, (newHeight, newWidth, 3).</returns>
    public static byte[] Resize(ReadOnlySpan<byte> rgb, int width, int height, int newWidth, int newHeight, bool byArea)
    {
        RequireSamples(rgb, width, height);
        byte[] result = GC.AllocateUninitializedArray<byte>(SampleCount(newWidth, newHeight));
        fixed (byte* source = rgb, target = result)
            Native.Check(Native.Resize(source, width, height, target, newWidth, newHeight, byArea ? 1 : 0));
        return result;
    }

    private static byte[] Encode(ReadOnlySpan<byte> rgb, int width, int height, ReadOnlySpan<byte> extension, int value)
    {
        RequireSamples(rgb, width, height);
        byte* file;
        int length;
        fixed (byte* source = rgb, name = extension)
            Native.Check(Native.Encode(source, width, height, name, value, &file, &length));
        try
        {
            return new ReadOnlySpan<byte>(file, length).ToArray();
        }
        finally
        {
            Native.Free(file);
        }
    }

    private static int SampleCount(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        return checked(width * height * 3);
    }

    internal static void RequireSamples(ReadOnlySpan<byte> rgb, int width, int height)
    {
        if (rgb.Length != SampleCount(width, height))
            throw new ArgumentException($"{rgb.Length} samples are not {width} x {height} x 3.", nameof(rgb));
    }
}
