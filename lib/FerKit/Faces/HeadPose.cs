namespace FerKit.Faces;

/// <summary>Where a head turns, in degrees; 0, 0, 0 looks into the camera.</summary>
/// <exception cref="ArgumentOutOfRangeException">An angle out of its range.</exception>
public sealed record HeadPose
{
    /// <summary>Looking into the camera.</summary>
    public static HeadPose Frontal { get; } = new();

    /// <summary>Turned to the right side of the picture; -75 to 75.</summary>
    public float Yaw { get; init => field = Ranges.Check(value, -75, 75); }

    /// <summary>Turned up; -40 to 40.</summary>
    public float Pitch { get; init => field = Ranges.Check(value, -40, 40); }

    /// <summary>Tilted clockwise in the picture; -90 to 90.</summary>
    public float Roll { get; init => field = Ranges.Check(value, -90, 90); }
}
