using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>A map of numbers as a picture: blue below zero, white at zero, orange above. Each value is one square, so that seams stay seams.</summary>
public static class SignedMap
{
    private static readonly (int R, int G, int B) Below = (0x00, 0x72, 0xB2), Above = (0xD5, 0x5E, 0x00);

    /// <summary>Draws it.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="values">(height, width), row after row.</param>
    /// <param name="scale">Pixels of a value's side, 1 to 64.</param>
    /// <param name="largest">The value that has the full colour; 0: the largest there is.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of its range.</exception>
    public static RgbImage Draw(int height, int width, IReadOnlyList<float> values, int scale = 1, double largest = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 64);
        if (values.Count != (long)height * width)
            throw new ArgumentException($"{values.Count} values are not {height} x {width}.", nameof(values));
        if (largest <= 0)
            largest = Math.Max(values.Max(value => Math.Abs((double)value)), 1e-30);
        var image = new RgbImage(width * scale, height * scale);
        for (int y = 0; y < image.Height; y++)
        {
            Span<byte> row = image.Row(y);
            for (int x = 0; x < image.Width; x++)
            {
                double value = Math.Clamp(values[(y / scale * width) + (x / scale)] / largest, -1, 1);
                var (r, g, b) = value < 0 ? Below : Above;
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = (Mixed(r, value), Mixed(g, value), Mixed(b, value));
            }
        }
        return image;
    }

    private static byte Mixed(int color, double value) => (byte)Math.Round(255 + (Math.Abs(value) * (color - 255)));
}
