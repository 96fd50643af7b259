using FerKit.Imaging;

namespace FerKit.Faces.Cropping;

/// <summary>What turns and places a face in its crop.</summary>
public enum FaceAlignment
{
    /// <summary>The box: upright, its longer side wide.</summary>
    None,

    /// <summary>The box, turned until the eyes are level. The box as it is where they are not found.</summary>
    Eyes,

    /// <summary>Eyes, nose and mouth, as near as possible to <see cref="FaceSquare.Template"/>. The box as it is where they are not found.</summary>
    Landmarks,
}

/// <summary>Where in a photograph the crop of a face lies.</summary>
public static class FaceSquare
{
    /// <summary>The side of the crop that <see cref="Template"/> is for.</summary>
    public const float TemplateSide = 112;

    /// <summary>
    /// Where the five landmarks belong in a crop of 112 x 112 pixels without margin: those of SphereFace (Liu et al.,
    /// CVPR 2017), for 96 x 112 pixels, moved 8 to the right, as ArcFace (Deng et al., CVPR 2019) uses them.
    /// </summary>
    public static IReadOnlyList<FacePoint> Template { get; } =
        [new(38.2946f, 51.6963f), new(73.5318f, 51.5014f), new(56.0252f, 71.7366f), new(41.5493f, 92.3655f), new(70.7299f, 92.2041f)];

    /// <summary>The square around a box.</summary>
    public static RotatedSquare Of(FaceBox box) => new(box.X + box.Width / 2, box.Y + box.Height / 2, Math.Max(box.Width, box.Height));

    /// <summary>The square around a box, turned about its middle until the eyes are level.</summary>
    public static RotatedSquare ByEyes(FaceBox box, FaceLandmarks landmarks) =>
        Of(box) with { Angle = MathF.Atan2(landmarks.RightEye.Y - landmarks.LeftEye.Y, landmarks.RightEye.X - landmarks.LeftEye.X) };

    /// <summary>
    /// The square in which the landmarks lie as near to the template's as can be: distances count in the crop, as SphereFace and
    /// ArcFace count them. Measured in the photograph instead, a face that looks aside would get too small a square.
    /// </summary>
    /// <param name="points">The five landmarks in their order.</param>
    /// <returns>Null when they determine none: all in one place.</returns>
    /// <exception cref="ArgumentException">Not five.</exception>
    public static RotatedSquare? ByLandmarks(ReadOnlySpan<FacePoint> points)
    {
        if (!points.ContainsAnyExcept(points[0])) return null;
        Similarity toPicture = Similarity.Fit(points, [.. Template]).Inverse;
        FacePoint middle = toPicture.Apply(new(TemplateSide / 2, TemplateSide / 2));
        float side = (float)(TemplateSide * toPicture.Scale);
        return float.IsFinite(middle.X + middle.Y + side) ? new(middle.X, middle.Y, side, (float)toPicture.Angle) : null;
    }
}
