using FerKit.Imaging.Formats;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace FerKit.Imaging;

public static partial class ImageCodec
{
    private static partial IImageCodec Create() => new ImageSharpCodec();
}

/// <summary>The codec over SixLabors.ImageSharp. It keeps no state but its settings.</summary>
internal sealed class ImageSharpCodec : IImageCodec
{
    // Orientation is read and applied by our own code, the same for every backend.
    private static readonly DecoderOptions Options = new() { Configuration = OneThread(), MaxFrames = 1, SkipMetadata = true };

    public string Description => $"ImageSharp {PackageVersion.Of(typeof(Image))}";

    public RgbImage Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null)
    {
        PictureHeader header = PictureHeader.Read(file, name, limits ?? ImageLimits.Default);
        RgbImage stored;
        try
        {
            using Image<Rgb24> picture = Image.Load<Rgb24>(Options, file);
            if (picture.Width != header.Width || picture.Height != header.Height)
                throw new InvalidImageContentException($"the decoder found {picture.Width} x {picture.Height} pixels where the header says {header.Width} x {header.Height}");
            stored = ToRgbImage(picture);
        }
        // Damaged files surface as exceptions of many types, out-of-range indices among them.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new ImageException(name, $"damaged: {e.Message.ReplaceLineEndings(" ")}");
        }
        return Orientation.Apply(stored, header.Orientation);
    }

    public byte[] EncodePng(RgbImage image) => Encode(image, new PngEncoder { ColorType = PngColorType.Rgb, BitDepth = PngBitDepth.Bit8 });

    public byte[] EncodeJpeg(RgbImage image, int quality = 95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return Encode(image, new JpegEncoder { Quality = quality, ColorType = JpegEncodingColor.YCbCrRatio420 });
    }

    public RgbImage Resize(RgbImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        bool byArea = width <= image.Width && height <= image.Height;
        using Image<Rgb24> picture = ToImageSharp(image);
        if (byArea)    // one direction after the other, for their scales may differ
            picture.Mutate(context => context.Resize(width, image.Height, new AreaResampler((float)image.Width / width)).Resize(width, height, new AreaResampler((float)image.Height / height)));
        else
            picture.Mutate(context => context.Resize(width, height, KnownResamplers.Triangle));
        return ToRgbImage(picture);
    }

    private static byte[] Encode(RgbImage image, ImageEncoder encoder)
    {
        using Image<Rgb24> picture = ToImageSharp(image);
        using MemoryStream stream = new();
        picture.Save(stream, encoder);
        return stream.ToArray();
    }

    private static Image<Rgb24> ToImageSharp(RgbImage image) =>
        Image.LoadPixelData<Rgb24>(Options.Configuration, image.Pixels, image.Width, image.Height);

    private static RgbImage ToRgbImage(Image<Rgb24> picture)
    {
        RgbImage image = new(picture.Width, picture.Height);
        picture.CopyPixelDataTo(image.Pixels);
        return image;
    }

    private static Configuration OneThread()
    {
        // Callers bring their own threads.
        Configuration configuration = Configuration.Default.Clone();
        configuration.MaxDegreeOfParallelism = 1;
        return configuration;
    }
}
