using FerKit.Imaging;

namespace FerKit.Evaluation;

/// <summary>How much of a heat map lies on what was changed in a picture, such as on a cover.</summary>
public static class HeatShare
{
    /// <summary>
    /// The share of the heat on the pixels that differ, over their share of the picture: 1 where the map does not care about
    /// them, 0 where nothing lies on them. Not a number where the map is empty or no pixel differs.
    /// </summary>
    /// <param name="map">Over the pictures.</param>
    /// <param name="before">The picture.</param>
    /// <param name="after">The changed picture, of the same size.</param>
    /// <exception cref="ArgumentException">Pictures of different sizes.</exception>
    public static double OnChange(HeatMap map, RgbImage before, RgbImage after)
    {
        if ((before.Width, before.Height) != (after.Width, after.Height))
            throw new ArgumentException($"{before.Width} x {before.Height} and {after.Width} x {after.Height} pixels cannot be compared: the pictures must have one size.", nameof(after));
        double all = 0, on = 0, changed = 0;
        for (int y = 0; y < before.Height; y++)
        {
            ReadOnlySpan<byte> one = before.Row(y), other = after.Row(y);
            for (int x = 0; x < before.Width; x++)
            {
                double heat = map.At((x + 0.5) / before.Width, (y + 0.5) / before.Height);
                all += heat;
                if (one.Slice(3 * x, 3).SequenceEqual(other.Slice(3 * x, 3)))
                    continue;
                on += heat;
                changed++;
            }
        }
        return all == 0 || changed == 0 ? double.NaN : on / all / (changed / ((double)before.Width * before.Height));
    }
}
