namespace FerKit.Faces.Drawing;

/// <summary>A colour, each part 0 to 1.</summary>
internal readonly record struct Tint(float R, float G, float B)
{
    public static Tint Of(int r, int g, int b) => new(r / 255f, g / 255f, b / 255f);

    public static Tint Black => new(0, 0, 0);

    public static Tint White => new(1, 1, 1);

    public static Tint operator *(Tint tint, float factor) => new(tint.R * factor, tint.G * factor, tint.B * factor);

    /// <summary>This colour at 0, the other at 1.</summary>
    public Tint Towards(Tint other, float amount) =>
        new(R + (other.R - R) * amount, G + (other.G - G) * amount, B + (other.B - B) * amount);

    /// <summary>The colour at a place of 0 to 1 along evenly spaced stops.</summary>
    public static Tint Along(ReadOnlySpan<Tint> stops, float place)
    {
        float at = Math.Clamp(place, 0, 1) * (stops.Length - 1);
        int i = Math.Min((int)at, stops.Length - 2);
        return stops[i].Towards(stops[i + 1], at - i);
    }

    /// <summary>A colour of any hue, as muted as those of rooms and clothes mostly are.</summary>
    public static Tint Random(SeededRandom random, float dark, float light)
    {
        float level = random.Between(dark, light), vivid = random.Unit() * random.Unit() * 1.2f;
        float r = random.Between(-1, 1), g = random.Between(-1, 1), b = random.Between(-1, 1), mean = (r + g + b) / 3;
        float Part(float part) => Math.Clamp(level * (1 + vivid * (part - mean)), 0, 1);
        return new(Part(r), Part(g), Part(b));
    }
}
