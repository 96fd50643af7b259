using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>The size at which detectors search large pictures.</summary>
internal static class SearchSize
{
    /// <summary>Shrinks a picture whose longest side is longer than that.</summary>
    /// <returns>The picture to search, the same one where it is small enough, and how much wider and higher the given one is.</returns>
    public static (RgbImage Image, float Across, float Down) Fit(RgbImage image, float longestSide)
    {
        float scale = Math.Max(image.Width, image.Height) / longestSide;
        RgbImage searched = scale <= 1
            ? image
            : ImageCodec.Default.Resize(image, Math.Max(1, (int)(image.Width / scale)), Math.Max(1, (int)(image.Height / scale)));
        return (searched, (float)image.Width / searched.Width, (float)image.Height / searched.Height);
    }
}
