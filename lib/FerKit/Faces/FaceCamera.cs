namespace FerKit.Faces;

/// <summary>How the picture is taken. Lengths are in pixels of a 64-pixel picture and grow with the size drawn.</summary>
/// <exception cref="ArgumentOutOfRangeException">A value out of its range.</exception>
public sealed record FaceCamera
{
    /// <summary>1 fills the picture as an aligned crop does.</summary>
    public float Zoom { get; init => field = Ranges.Check(value, 0.5f, 2); } = 1;

    /// <summary>The face's place right of the middle.</summary>
    public float ShiftX { get; init => field = Ranges.Check(value, -32, 32); }

    /// <summary>The face's place below the middle.</summary>
    public float ShiftY { get; init => field = Ranges.Check(value, -32, 32); }

    /// <summary>Multiplies the brightness.</summary>
    public float Exposure { get; init => field = Ranges.Check(value, 0.2f, 2); } = 1;

    /// <summary>Multiplies the distance from middle grey.</summary>
    public float Contrast { get; init => field = Ranges.Check(value, 0.2f, 2); } = 1;

    /// <summary>Radius of the blur.</summary>
    public float Blur { get; init => field = Ranges.Check(value, 0, 4); }

    /// <summary>Deviation of the sensor's noise, 1 being the whole range.</summary>
    public float Noise { get; init => field = Ranges.Check(value, 0, 0.3f); }

    /// <summary>A grey picture: red, green and blue equal.</summary>
    public bool Grey { get; init; }
}
