using FerKit.Imaging;

namespace FerKit.Faces.Cropping;

/// <summary>What becomes of a photograph without a face.</summary>
public enum NoFace
{
    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>The largest square in its middle is taken.</summary>
    Whole,

    /// <summary>It is left out, and counts as a failure.</summary>
    Error,
}

/// <summary>What becomes of a photograph with more faces than one.</summary>
public enum SeveralFaces
{
    /// <summary>The largest is taken.</summary>
    Largest,

    /// <summary>All are taken; the second largest of <c>a.jpg</c> becomes <c>a.face2.png</c>.</summary>
    All,

    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>It is left out, and counts as a failure.</summary>
    Error,
}

/// <summary>How <see cref="FaceCropFolder"/> crops.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record FaceCropOptions
{
    /// <summary>Height and width of the crops in pixels; 8 to 2,048.</summary>
    public int Size { get; init => field = (int)Ranges.Check((float)value, 8, 2048); } = 112;

    /// <summary>The share of a face's square that is added on each side; -0.25 to 2.</summary>
    public float Margin { get; init => field = Ranges.Check(value, -0.25f, 2); } = 0.2f;

    /// <summary>What turns and places a face.</summary>
    public FaceAlignment Alignment { get; init => field = Ranges.Check(value); } = FaceAlignment.Eyes;

    /// <summary>Larger photographs count as unreadable, before memory is taken for their pixels.</summary>
    public ImageLimits Limits { get; init; } = ImageLimits.Default;

    /// <summary>Photographs without a face.</summary>
    public NoFace None { get; init => field = Ranges.Check(value); } = NoFace.Skip;

    /// <summary>Photographs with more faces than one.</summary>
    public SeveralFaces Several { get; init => field = Ranges.Check(value); } = SeveralFaces.Largest;
}
