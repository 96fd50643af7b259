using FerKit.Imaging;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Site;

namespace FerKit.Notebooks.Running;

/// <summary>The small picture of a lesson in the gallery of the README, in the folder <c>pictures</c> beside the lessons.</summary>
internal static class GalleryPicture
{
    private const int Width = 480;

    internal static string PathOf(string lesson) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(lesson))!, "pictures", Path.GetFileNameWithoutExtension(lesson) + ".png");

    /// <summary>The lesson's cover, no wider than the gallery's column; null when it shows no picture.</summary>
    internal static RgbImage? Of(Notebook executed)
    {
        if (LessonCover.Find(executed) is not { } cover) return null;
        RgbImage picture = ImageCodec.Default.Decode(cover, "the lesson's cover");
        return picture.Width <= Width ? picture : ImageCodec.Default.Resize(picture, Width, Math.Max(1, picture.Height * Width / picture.Width));
    }

    internal static void Write(Notebook executed, string lesson)
    {
        if (Of(executed) is not { } picture) return;
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(lesson))!);
        AtomicFile.Write(PathOf(lesson), stream => stream.Write(ImageCodec.Default.EncodePng(picture)));
    }
}
