using FerKit.Imaging.Formats;
using FerKit.OpenCv;

namespace FerKit.Imaging;

public static partial class ImageCodec
{
    private static partial IImageCodec Create()
    {
        FerKit.Torch.Runtime.Prepare();    // OpenCV brings OpenBLAS along
        return new OpenCvImageCodec();
    }
}

/// <summary>The codec over the machine's OpenCV. It keeps no state.</summary>
internal sealed class OpenCvImageCodec : IImageCodec
{
    public string Description => $"OpenCV {OpenCvLibrary.Version}";

    public RgbImage Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null) =>
        Decode(file, name, PictureHeader.Read(file, name, limits ?? ImageLimits.Default));

    public (int Width, int Height) DecodeSquare(ReadOnlySpan<byte> file, string name, int size, Span<byte> planes, ImageLimits? limits = null)
    {
        PictureHeader header = PictureHeader.Read(file, name, limits ?? ImageLimits.Default);
        if (header.Orientation != 1)    // is turned before it is cut, for the odd pixel is on another side
        {
            RgbImage image = Decode(file, name, header);
            SquarePixels.Write(image, size, planes);
            return (image.Width, image.Height);
        }
        try
        {
            PictureCodec.DecodeSquare(file, header.Width, header.Height, size, planes);
            return (header.Width, header.Height);
        }
        catch (OpenCvException e)
        {
            throw Damaged(name, e);
        }
    }

    public byte[] EncodePng(RgbImage image) => PictureCodec.EncodePng(image.Pixels, image.Width, image.Height);

    public byte[] EncodeJpeg(RgbImage image, int quality = 95) => PictureCodec.EncodeJpeg(image.Pixels, image.Width, image.Height, quality);

    public RgbImage Resize(RgbImage image, int width, int height)
    {
        bool byArea = width <= image.Width && height <= image.Height;
        return new(width, height, PictureCodec.Resize(image.Pixels, image.Width, image.Height, width, height, byArea));
    }

    private static RgbImage Decode(ReadOnlySpan<byte> file, string name, PictureHeader header)
    {
        try
        {
            byte[] pixels = PictureCodec.Decode(file, header.Width, header.Height);
            return Orientation.Apply(new RgbImage(header.Width, header.Height, pixels), header.Orientation);
        }
        catch (OpenCvException e)
        {
            throw Damaged(name, e);
        }
    }

    private static ImageException Damaged(string name, OpenCvException e) => new(name, $"damaged: {e.Message}");
}
