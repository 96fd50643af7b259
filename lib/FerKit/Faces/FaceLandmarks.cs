namespace FerKit.Faces;

/// <summary>Where the parts of a face are, in pixels of the picture. Left and right are the picture's, not the person's.</summary>
/// <param name="LeftEye">The middle of the eye on the left side of the picture.</param>
/// <param name="RightEye">The middle of the other eye.</param>
/// <param name="Nose">The tip of the nose; null when the detector finds eyes only, as the next two.</param>
/// <param name="LeftMouth">The corner of the mouth on the left side of the picture.</param>
/// <param name="RightMouth">The other corner.</param>
public sealed record FaceLandmarks(FacePoint LeftEye, FacePoint RightEye, FacePoint? Nose = null, FacePoint? LeftMouth = null, FacePoint? RightMouth = null)
{
    /// <summary>All five in the order above; null when one is missing.</summary>
    public FacePoint[]? FivePoints() =>
        Nose is { } nose && LeftMouth is { } left && RightMouth is { } right ? [LeftEye, RightEye, nose, left, right] : null;
}

/// <summary>What a detector tells of a face besides its box.</summary>
public enum LandmarkKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Both eyes, where they can be seen.</summary>
    Eyes,

    /// <summary>Eyes, tip of the nose and corners of the mouth, of every face.</summary>
    FivePoints,
}
