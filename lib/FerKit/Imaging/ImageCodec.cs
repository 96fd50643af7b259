namespace FerKit.Imaging;

/// <summary>The codec of this build, and files on top of it.</summary>
public static partial class ImageCodec
{
    /// <summary>The codec of the backend that this build was made for.</summary>
    public static IImageCodec Default { get; } = Create();

    private static partial IImageCodec Create();

    // No picture is larger, and whatever is does not fit the arrays it would be read into.
    private const long LargestFile = 1L << 28;

    /// <summary>Reads and decodes one file. Errors as <see cref="IImageCodec.Decode"/>; a missing file too is an <see cref="ImageException"/>.</summary>
    public static RgbImage Read(string path, ImageLimits? limits = null) => Default.Decode(ReadFile(path), path, limits);

    /// <summary>The same, straight into the form of packs; see <see cref="IImageCodec.DecodeSquare"/>.</summary>
    public static (int Width, int Height) ReadSquare(string path, int size, Span<byte> planes, ImageLimits? limits = null) =>
        Default.DecodeSquare(ReadFile(path), path, size, planes, limits);

    private static byte[] ReadFile(string path)
    {
        try
        {
            FileInfo info = LinkTarget.Of(path);
            // A pipe or a device has no length either, and must not be opened.
            if (info.Length == 0) throw new ImageException(path, "the file is empty, or no ordinary file");
            if (info.Length > LargestFile) throw new ImageException(path, $"is no picture: it has {info.Length} bytes, over the limit of {LargestFile}");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageException(path, File.Exists(path) || new FileInfo(path).LinkTarget is not null
                ? "cannot be read (a link that leads nowhere, or no access)" : NoSuchFile(path));
        }
    }

    // Bytes of a name that are no UTF-8 were listed as the sign for that, and cannot be told any more.
    private static string NoSuchFile(string path) =>
        path.Contains('\uFFFD') ? "no such file: its name, or that of a folder above, is no UTF-8 text; rename it" : "no such file";
}
