using System.Collections.Concurrent;
using FerKit.Imaging;
using FerKit.OpenCv;

namespace FerKit.Faces;

/// <summary>One cascade for several threads: one at a time may use it, so each call takes a copy and puts it back.</summary>
internal sealed class CascadePool
{
    private readonly ConcurrentBag<CascadeClassifier> idle = [];

    /// <summary>Loads the first copy.</summary>
    /// <exception cref="OpenCvException">The file is missing or no cascade.</exception>
    public CascadePool(string path)
    {
        Path = path;
        idle.Add(new CascadeClassifier(path));
    }

    public string Path { get; }

    /// <summary>As <see cref="CascadeClassifier.Detect"/>.</summary>
    public CascadeHit[] Detect(RgbImage image, int border = 0)
    {
        if (!idle.TryTake(out CascadeClassifier? cascade)) cascade = new CascadeClassifier(Path);
        try
        {
            return cascade.Detect(image.Pixels, image.Width, image.Height, border);
        }
        finally
        {
            idle.Add(cascade);
        }
    }
}
