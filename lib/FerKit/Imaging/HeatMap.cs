namespace FerKit.Imaging;

/// <summary>A map of values from 0 to 1 over a picture.</summary>
public sealed class HeatMap
{
    /// <summary>Wraps values, which are not copied.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Values in a row.</param>
    /// <param name="values">(height, width), row after row.</param>
    /// <exception cref="ArgumentException">Another number of values.</exception>
    public HeatMap(int height, int width, float[] values)
    {
        if (values.Length != (long)height * width) throw new ArgumentException($"{values.Length} values are not {height} x {width}.", nameof(values));
        (Height, Width, Values) = (height, width, values);
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Values in a row.</summary>
    public int Width { get; }

    /// <summary>The values, row after row.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>The value at a place, between the four around it; beyond the outermost centres, theirs.</summary>
    /// <param name="x">From 0, the left edge, to 1.</param>
    /// <param name="y">From 0, the upper edge, to 1.</param>
    public float At(double x, double y)
    {
        double column = Math.Clamp(x * Width - 0.5, 0, Width - 1), row = Math.Clamp(y * Height - 0.5, 0, Height - 1);
        int left = (int)column, above = (int)row, right = Math.Min(left + 1, Width - 1), below = Math.Min(above + 1, Height - 1);
        double along = column - left, down = row - above;
        return (float)((1 - down) * ((1 - along) * Value(above, left) + along * Value(above, right)) + down * ((1 - along) * Value(below, left) + along * Value(below, right)));
    }

    private float Value(int row, int column) => Values[row * Width + column];
}
