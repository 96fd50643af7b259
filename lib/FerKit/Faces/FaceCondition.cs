namespace FerKit.Faces;

/// <summary>
/// A condition under which a set of faces is drawn, for tests of robustness: the same persons with the same
/// expressions, light and background, but all clean, occluded or turned. Apply it with <c>faces.Select(condition.Apply)</c>.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record FaceCondition
{
    private static readonly Occluders[] Kinds = [.. Enum.GetValues<Occluders>().Where(kind => kind != Occluders.None)];

    /// <summary>What hides part of the faces; by default what the look puts there.</summary>
    public OccluderChoice Occluder { get; init => field = Ranges.Check(value); }

    /// <summary>Share of the faces that get the occluder, 0 to 1; the others are clean. A larger share keeps those of a smaller one.</summary>
    public float OccluderShare { get; init => field = Ranges.Check(value, 0, 1); } = 1;

    /// <summary>Turns every head by this many degrees to the right side of the picture, -75 to 75; null leaves the look's own.</summary>
    public float? Yaw { get; init => field = value is { } degrees ? Ranges.Check(degrees, -75, 75) : null; }

    /// <summary>Turns every head up by this many degrees, -40 to 40; null leaves the look's own.</summary>
    public float? Pitch { get; init => field = value is { } degrees ? Ranges.Check(degrees, -40, 40) : null; }

    /// <summary>Tilts every head clockwise by this many degrees, -90 to 90; null leaves the look's own.</summary>
    public float? Roll { get; init => field = value is { } degrees ? Ranges.Check(degrees, -90, 90) : null; }

    /// <summary>The face under this condition. Depends on the face and the condition alone.</summary>
    public FaceDescription Apply(FaceDescription face)
    {
        FaceParameters changed = face.Parameters;
        var pose = changed.Pose;
        changed = changed with { Pose = pose with { Yaw = Yaw ?? pose.Yaw, Pitch = Pitch ?? pose.Pitch, Roll = Roll ?? pose.Roll } };
        if (Occluder != OccluderChoice.Look)
            changed = changed with { Occluders = Chosen(changed.SceneSeed), Identity = changed.Identity with { Glasses = false } };
        return face with { Parameters = changed };
    }

    private Occluders Chosen(ulong sceneSeed)
    {
        var random = Chance.Of(sceneSeed, 0x0CC1);
        Occluders any = Kinds[random.Next(Kinds.Length)];
        return !random.Happens(OccluderShare) ? Occluders.None : Occluder == OccluderChoice.Any ? any : Enum.Parse<Occluders>(Occluder.ToString());
    }
}
