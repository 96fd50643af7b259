namespace FerKit.Faces.Drawing;

/// <summary>Sine and cosine by polynomial: the C library's last bits differ between platforms, these do not.</summary>
internal static class Angle
{
    /// <summary>Sine and cosine of an angle in degrees, to 1e-5.</summary>
    public static (float Sin, float Cos) SinCos(float degrees)
    {
        float quarter = MathF.Round(degrees / 90);
        float x = (degrees - quarter * 90) * (MathF.PI / 180), x2 = x * x;
        float sin = x * (1 - x2 * (1 / 6f - x2 * (1 / 120f - x2 / 5040f)));
        float cos = 1 - x2 * (0.5f - x2 * (1 / 24f - x2 * (1 / 720f - x2 / 40320f)));
        return ((int)quarter & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>0 below <paramref name="low"/>, 1 above <paramref name="high"/>, smooth between.</summary>
    public static float Step(float low, float high, float x)
    {
        float t = Math.Clamp((x - low) / (high - low), 0, 1);
        return t * t * (3 - 2 * t);
    }
}
