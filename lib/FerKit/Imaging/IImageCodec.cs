namespace FerKit.Imaging;

/// <summary>
/// Reads, writes and resamples pictures. One implementation per backend, behind <see cref="ImageCodec.Default"/>;
/// safe to call from several threads at once.
/// </summary>
public interface IImageCodec
{
    /// <summary>The library behind it and its version, as <c>ferkit doctor</c> prints them.</summary>
    string Description { get; }

    /// <summary>Decodes a JPEG, PNG, BMP or WebP file; grey becomes RGB, an alpha channel is dropped, EXIF rotation is applied.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">How messages name it: usually its path.</param>
    /// <param name="limits">Refuses larger pictures by their header, before pixels are allocated; <see cref="ImageLimits.Default"/> when null.</param>
    /// <exception cref="ImageException">Not a picture, cut off, damaged, or over the limits; the message begins with <paramref name="name"/>.</exception>
    RgbImage Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null);

    /// <summary>
    /// Decodes a file straight into the form of packs: what <see cref="SquarePixels.Write"/> makes of <see cref="Decode"/>, which
    /// a backend may do without whole pictures in between.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">How messages name it: usually its path.</param>
    /// <param name="size">Height and width to give it.</param>
    /// <param name="planes">Receives 3 x size x size bytes.</param>
    /// <param name="limits">As in <see cref="Decode"/>.</param>
    /// <returns>Width and height of the whole picture, upright.</returns>
    /// <exception cref="ImageException">As in <see cref="Decode"/>.</exception>
    (int Width, int Height) DecodeSquare(ReadOnlySpan<byte> file, string name, int size, Span<byte> planes, ImageLimits? limits = null)
    {
        RgbImage image = Decode(file, name, limits);
        SquarePixels.Write(image, size, planes);
        return (image.Width, image.Height);
    }

    /// <summary>The PNG file of a picture. Equal pictures give equal bytes.</summary>
    byte[] EncodePng(RgbImage image);

    /// <summary>The JPEG file of a picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="quality">1 to 100.</param>
    byte[] EncodeJpeg(RgbImage image, int quality = 95);

    /// <summary>Resamples to a new size: by area when neither side grows, bilinear otherwise.</summary>
    RgbImage Resize(RgbImage image, int width, int height);
}

/// <summary>What <see cref="IImageCodec.Decode"/> accepts.</summary>
/// <param name="MaxSide">The longest side, in pixels.</param>
/// <param name="MaxPixels">Width times height.</param>
public sealed record ImageLimits(int MaxSide = 16_384, long MaxPixels = 64_000_000)
{
    /// <summary>A longest side of 16,384 and 64 million pixels.</summary>
    public static ImageLimits Default { get; } = new();
}

/// <summary>A picture that cannot be read. The message begins with its name and says why.</summary>
public sealed class ImageException : FerKitException
{
    /// <summary>Says why the picture <paramref name="name"/> cannot be read.</summary>
    public ImageException(string name, string reason) : base($"{name}: {reason}") => Reason = reason;

    /// <summary>The message without the picture's name.</summary>
    public string Reason { get; }
}
