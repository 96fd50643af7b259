using FerKit.Faces.Drawing;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>Draws the built-in faces: a 3-D head with features on its surface, moved by action units, lit and photographed.</summary>
/// <remarks>Safe to call from several threads at once. Equal parameters and sizes give equal pixels.</remarks>
public static class FaceRenderer
{
    /// <summary>The smallest picture drawn, in pixels a side.</summary>
    public const int SmallestSize = 32;

    /// <summary>The largest picture drawn, in pixels a side.</summary>
    public const int LargestSize = 1024;

    /// <summary>Draws one face.</summary>
    /// <param name="face">What to draw.</param>
    /// <param name="size">Pixels a side, 32 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside 32 to 1,024.</exception>
    public static RgbImage Draw(FaceParameters face, int size)
    {
        CheckSize(size);
        var sketch = new Sketch(face, size);
        BackgroundPainter.Paint(sketch);
        HairPainter.PaintBehind(sketch);
        HeadPainter.PaintBody(sketch);
        bool ears = !HairPainter.HidesEars(face.Identity.Hair);
        // The ear on the side that the head turns away from comes to the front, the other one goes behind.
        int near = face.Pose.Yaw > 0 ? -1 : 1;
        bool nearInFront = Math.Abs(face.Pose.Yaw) > 12;
        if (ears)
        {
            HeadPainter.PaintEar(sketch, -near);
            if (!nearInFront)
                HeadPainter.PaintEar(sketch, near);
        }
        HeadPainter.PaintSkin(sketch);
        BrowPainter.PaintForehead(sketch);
        HairPainter.PaintBeard(sketch);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            EyePainter.Paint(sketch, side);
            BrowPainter.Paint(sketch, side);
        }
        MouthPainter.Paint(sketch);
        NosePainter.Paint(sketch);
        HairPainter.Paint(sketch);
        if (ears && nearInFront)
            HeadPainter.PaintEar(sketch, near);
        LightAndCamera.Shade(sketch);
        OccluderPainter.Paint(sketch);
        LightAndCamera.Expose(sketch);
        return sketch.Canvas.ToImage();
    }

    internal static void CheckSize(int size)
    {
        if (size is < SmallestSize or > LargestSize)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"size is {size}: give {SmallestSize} to {LargestSize} pixels.");
    }
}
