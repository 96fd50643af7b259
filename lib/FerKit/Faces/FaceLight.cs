namespace FerKit.Faces;

/// <summary>One soft lamp and its surroundings.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record FaceLight
{
    /// <summary>From the left (-1) or from the right (1) of the picture.</summary>
    public float Sideways { get; init => field = Ranges.Check(value, -1, 1); } = -0.3f;

    /// <summary>From below (-1) or from above (1).</summary>
    public float Above { get; init => field = Ranges.Check(value, -1, 1); } = 0.4f;

    /// <summary>0 for even light, 1 for a hard lamp in a dark room.</summary>
    public float Strength { get; init => field = Ranges.Check(value, 0, 1); } = 0.35f;

    /// <summary>Cold (-1) to warm (1).</summary>
    public float Warmth { get; init => field = Ranges.Check(value, -1, 1); }
}
