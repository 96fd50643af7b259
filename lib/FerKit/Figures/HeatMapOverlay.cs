using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>A heat map over its picture, from clear (0) over red to yellow (1): readable with any of the common colour deficiencies, and in grey.</summary>
public static class HeatMapOverlay
{
    // Of matplotlib's inferno.
    private static readonly (byte R, byte G, byte B)[] Colors =
    [
        (0x00, 0x00, 0x04), (0x1B, 0x0C, 0x41), (0x4A, 0x0C, 0x6B), (0x78, 0x1C, 0x6D), (0xA5, 0x2C, 0x60), (0xCF, 0x44, 0x46),
        (0xED, 0x69, 0x25), (0xFB, 0x9B, 0x06), (0xF7, 0xD1, 0x3D), (0xFC, 0xFF, 0xA4),
    ];

    /// <summary>A new picture of the same size.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="map">Over it, of any size.</param>
    /// <param name="strength">How much of the picture the warm colours cover, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A strength outside 0 to 1.</exception>
    public static RgbImage Draw(RgbImage image, HeatMap map, double strength = 0.6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(strength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(strength, 1);
        var drawn = new RgbImage(image.Width, image.Height);
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> from = image.Row(y), to = drawn.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                double value = Math.Clamp(map.At((x + 0.5) / image.Width, (y + 0.5) / image.Height), 0, 1);
                double cover = strength * Math.Min(1, 2 * value);
                var (r, g, b) = Color(value);
                to[3 * x] = Mixed(from[3 * x], r, cover);
                to[3 * x + 1] = Mixed(from[3 * x + 1], g, cover);
                to[3 * x + 2] = Mixed(from[3 * x + 2], b, cover);
            }
        }
        return drawn;
    }

    private static (double R, double G, double B) Color(double value)
    {
        double at = value * (Colors.Length - 1);
        int below = Math.Min((int)at, Colors.Length - 2);
        double share = at - below;
        var (one, next) = (Colors[below], Colors[below + 1]);
        return (one.R + share * (next.R - one.R), one.G + share * (next.G - one.G), one.B + share * (next.B - one.B));
    }

    private static byte Mixed(byte under, double over, double cover) => (byte)Math.Round(under + cover * (over - under));
}
