using FerKit.Display;

namespace FerKit.Imaging;

/// <summary>
/// A picture of 8-bit red, green and blue samples, rows from the top, pixels from the left, channels interleaved
/// (H, W, 3). Mutable through <see cref="Pixels"/>; not safe for writing from several threads at the same pixels.
/// </summary>
[TypeFormatterSource(typeof(RgbImageFormatters), PreferredMimeTypes = [MimeTypes.Png])]
public sealed class RgbImage
{
    /// <summary>Wraps <paramref name="pixels"/>, which is not copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    /// <exception cref="ArgumentException">The array does not hold width x height x 3 samples.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.LongLength != (long)width * height * 3)
            throw new ArgumentException($"{pixels.LongLength} samples are not {width} x {height} x 3.", nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>Makes a black picture.</summary>
    public RgbImage(int width, int height) : this(width, height, new byte[checked(width * height * 3)]) { }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The samples, (H, W, 3), row after row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The samples of one row, (W, 3).</summary>
    public Span<byte> Row(int y) => Pixels.AsSpan(y * Width * 3, Width * 3);
}
