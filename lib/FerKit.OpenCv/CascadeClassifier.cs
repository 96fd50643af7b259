using System.Runtime.InteropServices;
using System.Text;

namespace FerKit.OpenCv;

/// <summary>A box that a cascade found, in pixels, and how many overlapping raw hits voted for it.</summary>
public readonly record struct CascadeHit(int X, int Y, int Width, int Height, int Votes);

/// <summary>
/// A boosted cascade after Viola and Jones (CVPR 2001) as OpenCV's <c>CascadeClassifier</c> runs it. It owns native
/// memory, so dispose it. One thread at a time may call <see cref="Detect"/>: give each thread its own.
/// </summary>
public sealed unsafe class CascadeClassifier : SafeHandle
{
    /// <summary>Loads a cascade from one of OpenCV's XML files.</summary>
    /// <exception cref="OpenCvException">The file is missing or no cascade; the message begins with the path.</exception>
    public CascadeClassifier(string path) : base(0, ownsHandle: true)
    {
        if (!File.Exists(path)) throw new OpenCvException($"{path}: no such file");
        nint cascade;
        try
        {
            fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
                Native.Check(Native.CascadeLoad(name, &cascade));
        }
        catch (OpenCvException e)
        {
            throw new OpenCvException($"{path}: {e.Message}", e);
        }
        SetHandle(cascade);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Finds upright objects in the picture's grey levels.</summary>
    /// <param name="rgb">8-bit samples, (H, W, 3).</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="border">
    /// By how many pixels the edge is repeated outwards first: a cascade misses objects that touch the edge. Boxes
    /// stay in the picture's own coordinates and may then reach outside it.
    /// </param>
    /// <param name="scaleFactor">The step between two sizes tried, above 1.</param>
    /// <param name="minNeighbors">How many overlapping raw hits make a detection.</param>
    /// <returns>The boxes in OpenCV's order; empty when there are none.</returns>
    public CascadeHit[] Detect(ReadOnlySpan<byte> rgb, int width, int height, int border = 0, double scaleFactor = 1.1, int minNeighbors = 3)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        PictureCodec.RequireSamples(rgb, width, height);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(scaleFactor, 1.0);
        ArgumentOutOfRangeException.ThrowIfNegative(minNeighbors);
        ArgumentOutOfRangeException.ThrowIfNegative(border);
        int count;
        fixed (byte* source = rgb)
            Native.Check(Native.CascadeDetect(handle, source, width, height, border, scaleFactor, minNeighbors, &count));
        CascadeHit[] hits = new CascadeHit[count];
        fixed (CascadeHit* target = hits)
            Native.CascadeBoxes(handle, (int*)target);
        GC.KeepAlive(this);
        return hits;
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Native.CascadeFree(handle);
        return true;
    }
}
