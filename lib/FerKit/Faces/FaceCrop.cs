using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>Cuts a face out of a photograph.</summary>
public static class FaceCrop
{
    /// <summary>
    /// The square around the middle of a box, its longer side wide plus a margin on each side, moved into the picture
    /// and made smaller where the picture is too small for it.
    /// </summary>
    /// <param name="image">The photograph.</param>
    /// <param name="box">Where the face is, in pixels.</param>
    /// <param name="margin">Share of the box's longer side that is added on each side, at least 0.</param>
    public static RgbImage Square(RgbImage image, FaceBox box, float margin = 0.1f)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        int side = (int)Math.Round(Math.Max(box.Width, box.Height) * (1 + 2 * margin));
        side = Math.Clamp(side, 1, Math.Min(image.Width, image.Height));
        int left = Math.Clamp((int)Math.Round(box.X + (box.Width - side) / 2), 0, image.Width - side);
        int top = Math.Clamp((int)Math.Round(box.Y + (box.Height - side) / 2), 0, image.Height - side);
        var face = new RgbImage(side, side);
        for (int y = 0; y < side; y++) image.Row(top + y).Slice(3 * left, 3 * side).CopyTo(face.Row(y));
        return face;
    }
}
