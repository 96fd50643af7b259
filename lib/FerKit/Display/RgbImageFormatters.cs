using FerKit.Imaging;

namespace FerKit.Display;

/// <summary>A picture is shown as PNG.</summary>
internal sealed class RgbImageFormatters
{
    public IEnumerable<object> CreateTypeFormatters() =>
        [new MimeFormatter<RgbImage>(MimeTypes.Png, image => Convert.ToBase64String(ImageCodec.Default.EncodePng(image)))];
}
