using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Cli.Verbs;

/// <summary>Pictures that are named on the command line, one by one or by their folders.</summary>
internal static class PictureFiles
{
    private const int BatchSize = 16;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    // Links are not followed: they may lead in a circle.
    private static readonly EnumerationOptions Deep = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <summary>The files: those that are named, and all pictures in the folders that are, however deep.</summary>
    /// <exception cref="FerKitException">A file that is named is missing, or a folder holds no picture or cannot be listed.</exception>
    public static IReadOnlyList<string> Of(IEnumerable<string> paths) =>
        [.. paths.SelectMany(path => Directory.Exists(path) ? Within(path) : File.Exists(path) ? [path] : throw new FerKitException($"{OneLine.Of(path)}: no such file or folder."))];

    /// <summary>The pictures that can be read, some at a time; the others are named on standard error.</summary>
    /// <param name="files">The files.</param>
    /// <param name="detect">Only the largest face of each.</param>
    /// <param name="cancellation">Looked at before each batch.</param>
    public static IEnumerable<IReadOnlyList<SeenPicture>> Batches(IEnumerable<string> files, bool detect, CancellationToken cancellation)
    {
        foreach (string[] batch in files.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            SeenPicture[] seen = [.. batch.Select(file => Seen(file, detect)).OfType<SeenPicture>()];
            if (seen.Length > 0) yield return seen;
        }
    }

    private static SeenPicture? Seen(string file, bool detect)
    {
        if (Read(file) is not { } image) return null;
        var (picture, box) = detect ? Face(file, image) : (image, null);
        return new SeenPicture(file, picture, box);
    }

    // Null for one that cannot be read, which is named on standard error.
    private static RgbImage? Read(string file)
    {
        try
        {
            return ImageCodec.Read(file);
        }
        catch (ImageException e)
        {
            Console.Error.WriteLine($"left out {e.Message}");
            return null;
        }
    }

    // The largest face of a picture as a square; the whole picture, with a line on standard error, where there is none.
    private static (RgbImage Picture, FaceBox? Box) Face(string file, RgbImage image)
    {
        var faces = FaceDetector.Default.Detect(image);
        if (faces.Count > 1) Console.Error.WriteLine($"{OneLine.Of(file)}: {faces.Count} faces found, the largest is used");
        if (faces is [var largest, ..]) return (FaceCrop.Square(image, largest), largest);
        Console.Error.WriteLine($"{OneLine.Of(file)}: no face found, the whole picture is used");
        return (image, null);
    }

    private static string[] Within(string folder)
    {
        string[] found;
        try
        {
            found = [.. Directory.EnumerateFiles(folder, "*", Deep).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(folder)}: cannot be listed ({OneLine.Of(e.Message)}).", e);
        }
        return found.Length > 0 ? found : throw new FerKitException($"{OneLine.Of(folder)}: holds no pictures ({string.Join(" ", Extensions)}).");
    }
}

/// <summary>A picture that a model is shown.</summary>
/// <param name="File">Its file.</param>
/// <param name="Picture">All of it, or its largest face.</param>
/// <param name="Box">The face, where one was looked for and found.</param>
internal sealed record SeenPicture(string File, RgbImage Picture, FaceBox? Box);
