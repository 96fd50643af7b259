namespace FerKit.Faces;

/// <summary>
/// Everything that <see cref="FaceRenderer"/> needs to draw one face: equal parameters, equal pixels. Change one
/// thing with <c>with</c>, for example <c>face with { Pose = face.Pose with { Yaw = 45 } }</c> or
/// <c>face with { Occluders = Occluders.Mask }</c>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record FaceParameters
{
    private const Occluders AllOccluders = Occluders.Glasses | Occluders.Sunglasses | Occluders.Mask | Occluders.Hand | Occluders.Microphone;

    /// <summary>Who it is.</summary>
    public required FaceIdentity Identity { get; init; }

    /// <summary>What the face does: the expression.</summary>
    public ActionUnits Units { get; init; } = ActionUnits.None;

    /// <summary>How much stronger the left side of the picture moves than the right one, -0.5 to 0.5.</summary>
    public float Asymmetry { get; init => field = Ranges.Check(value, -0.5f, 0.5f); }

    /// <summary>Eyes to the left (-1) or right (1) of the picture.</summary>
    public float GazeX { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Eyes up (-1) or down (1).</summary>
    public float GazeY { get; init => field = Ranges.Check(value, -1, 1); }

    /// <summary>Where the head turns.</summary>
    public HeadPose Pose { get; init; } = HeadPose.Frontal;

    /// <summary>The light.</summary>
    public FaceLight Light { get; init; } = new();

    /// <summary>The camera.</summary>
    public FaceCamera Camera { get; init; } = new();

    /// <summary>What hides part of the face.</summary>
    public Occluders Occluders
    {
        get;
        init => field = (value & ~AllOccluders) == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Occluders), value, $"{nameof(Occluders)} is {value}: combine {AllOccluders}.");
    }

    /// <summary>0 for a plain wall to 1 for a busy street behind the head.</summary>
    public float Clutter { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Where the things that are not the person come from: background, clothes, noise, the occluders' look.</summary>
    public ulong SceneSeed { get; init; }
}
