namespace FerKit.Imaging;

/// <summary>A square in a picture, in pixels; it may be turned and may reach outside.</summary>
/// <param name="X">Its middle, from the picture's left edge.</param>
/// <param name="Y">Its middle, from the picture's upper edge.</param>
/// <param name="Side">Its side, over 0.</param>
/// <param name="Angle">How far it is turned clockwise, in radians.</param>
public readonly record struct RotatedSquare(float X, float Y, float Side, float Angle = 0)
{
    /// <summary>The largest upright square in the middle of a picture.</summary>
    public static RotatedSquare InTheMiddleOf(RgbImage image) => new(image.Width / 2f, image.Height / 2f, Math.Min(image.Width, image.Height));

    /// <summary>The same with a margin on each side, as a share of the side; below 0 cuts off.</summary>
    public RotatedSquare WithMargin(float margin) => this with { Side = Side * (1 + 2 * margin) };

    /// <summary>
    /// Turns and scales the square to a picture of its own, in one resampling: bilinear, and where it shrinks as the mean of
    /// so many bilinear samples that no pixel is passed over. Outside the picture its edge is repeated.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="size">Height and width of the result.</param>
    /// <exception cref="ArgumentException">A size or a side that is not positive, or a middle or angle that is no number.</exception>
    public RgbImage Cut(RgbImage image, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        if (!(Side > 0 && float.IsFinite(Side + X + Y + Angle)))
            throw new ArgumentException($"{this} is no square: give finite numbers and a side over 0.");
        var result = new RgbImage(size, size);
        int samples = (int)Math.Clamp(MathF.Ceiling(Side / size), 1, Math.Max(image.Width, image.Height));
        // The step from one sample to the next, along the square's rows and columns.
        float step = Side / (size * samples), across = MathF.Cos(Angle) * step, down = MathF.Sin(Angle) * step, share = 1f / (samples * samples);
        // The middle of the first sample, in numbers of pixels, which lie half a pixel behind their places.
        float toFirst = 0.5f - size * samples / 2f;
        for (int row = 0; row < size; row++)
            for (int column = 0; column < size; column++)
            {
                Sum sum = default;
                for (int v = row * samples; v < (row + 1) * samples; v++)
                    for (int u = column * samples; u < (column + 1) * samples; u++)
                        sum.Add(image, X - 0.5f + (u + toFirst) * across - (v + toFirst) * down, Y - 0.5f + (u + toFirst) * down + (v + toFirst) * across);
                Span<byte> pixel = result.Row(row).Slice(3 * column, 3);
                (pixel[0], pixel[1], pixel[2]) = (Level(sum.Red * share), Level(sum.Green * share), Level(sum.Blue * share));
            }
        return result;
    }

    private static byte Level(float value) => (byte)(value + 0.5f);

    private struct Sum
    {
        public float Red, Green, Blue;

        /// <summary>Adds the bilinear sample between the four pixels around a place.</summary>
        public void Add(RgbImage image, float x, float y)
        {
            x = Math.Clamp(x, 0, image.Width - 1);
            y = Math.Clamp(y, 0, image.Height - 1);
            int left = (int)x, top = (int)y;
            float right = x - left, below = y - top;
            int first = (top * image.Width + left) * 3, next = left + 1 < image.Width ? 3 : 0, under = top + 1 < image.Height ? image.Width * 3 : 0;
            byte[] pixels = image.Pixels;
            float a = (1 - right) * (1 - below), b = right * (1 - below), c = (1 - right) * below, d = right * below;
            Red += a * pixels[first] + b * pixels[first + next] + c * pixels[first + under] + d * pixels[first + next + under];
            Green += a * pixels[first + 1] + b * pixels[first + next + 1] + c * pixels[first + under + 1] + d * pixels[first + next + under + 1];
            Blue += a * pixels[first + 2] + b * pixels[first + next + 2] + c * pixels[first + under + 2] + d * pixels[first + next + under + 2];
        }
    }
}
