namespace FerKit.Faces;

/// <summary>Where a face is, in pixels from the picture's upper left corner; never outside the picture.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Score">
/// The larger, the surer; comparable within one detector only: a network's confidence, or how many raw hits of a
/// cascade were merged into this one.
/// </param>
public readonly record struct FaceBox(float X, float Y, float Width, float Height, float Score)
{
    /// <summary>What the detector found with the box; null when it finds boxes only.</summary>
    public FaceLandmarks? Landmarks { get; init; }

    /// <summary>Cuts off what lies outside a picture of this size.</summary>
    internal FaceBox ClippedTo(int width, int height)
    {
        float left = Math.Clamp(X, 0, width), top = Math.Clamp(Y, 0, height);
        return this with { X = left, Y = top, Width = Math.Clamp(X + Width, left, width) - left, Height = Math.Clamp(Y + Height, top, height) - top };
    }

    /// <summary>Clips boxes to a picture, drops empty ones, and puts the largest first.</summary>
    internal static FaceBox[] Order(IEnumerable<FaceBox> boxes, int width, int height) =>
        [.. boxes.Select(box => box.ClippedTo(width, height))
                 .Where(box => box.Width > 0 && box.Height > 0)
                 .OrderByDescending(box => box.Width * box.Height).ThenByDescending(box => box.Score).ThenBy(box => box.X).ThenBy(box => box.Y)];
}
