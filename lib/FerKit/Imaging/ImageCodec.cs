namespace FerKit.Imaging;

/// <summary>The codec of this build, and files on top of it.</summary>
public static partial class ImageCodec
{
    /// <summary>The codec of the backend that this build was made for.</summary>
    public static IImageCodec Default { get; } = Create();

    private static partial IImageCodec Create();

    /// <summary>Reads and decodes one file. Errors as <see cref="IImageCodec.Decode"/>; a missing file too is an <see cref="ImageException"/>.</summary>
    public static RgbImage Read(string path, ImageLimits? limits = null)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(path, File.Exists(path) ? $"cannot be read ({e.Message})" : "no such file");
        }
        return Default.Decode(file, path, limits);
    }
}
