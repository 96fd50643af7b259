using FerKit.Imaging;

namespace FerKit.Tests.Data;

/// <summary>Picture files for the data tests.</summary>
internal static class Pictures
{
    /// <summary>A picture of stripes that depend on the seed.</summary>
    public static RgbImage Stripes(int seed, int width = 20, int height = 20)
    {
        var image = new RgbImage(width, height);
        for (int i = 0; i < image.Pixels.Length; i++)
            image.Pixels[i] = (byte)((i * (seed + 3)) + (i / 7));
        return image;
    }

    public static byte[] Png(int seed, int width = 20, int height = 20) => ImageCodec.Default.EncodePng(Stripes(seed, width, height));

    public static byte[] Jpeg(int seed, int width = 20, int height = 20) => ImageCodec.Default.EncodeJpeg(Stripes(seed, width, height));

    /// <summary>A folder of two classes with three pictures each, of two persons.</summary>
    public static string WriteTwoClasses(TemporaryFolder folder, string root = "faces")
    {
        for (int i = 0; i < 3; i++)
        {
            folder.Write($"{root}/happy/anna_{i}.png", Png(i));
            folder.Write($"{root}/Angry/ben_{i}.jpg", Jpeg(10 + i, 30, 20));
        }
        return System.IO.Path.Combine(folder.Path, root);
    }
}
