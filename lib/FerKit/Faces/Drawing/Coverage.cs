using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>How much of each pixel a shape covers, 0 to 1, with the box outside which it is 0.</summary>
internal sealed class Coverage
{
    private readonly int _size;
    // Two columns more than the picture: the rasteriser writes one past the pixel an edge ends in.
    private readonly float[] _area;

    public Coverage(int size)
    {
        _size = size;
        _area = new float[(size + 2) * size];
        Values = new float[size * size];
        (Left, Top) = (size, size);
    }

    public float[] Values { get; }

    public int Left { get; private set; }

    public int Top { get; private set; }

    public int Right { get; private set; }

    public int Bottom { get; private set; }

    public Coverage Clear()
    {
        for (int y = Top; y < Bottom; y++)
            Values.AsSpan(y * _size + Left, Right - Left).Clear();
        (Left, Top, Right, Bottom) = (_size, _size, 0, 0);
        return this;
    }

    /// <summary>The exact area of a polygon in each pixel, by signed areas summed along the rows.</summary>
    public Coverage Fill(ReadOnlySpan<Vector2> polygon)
    {
        Clear();
        (int left, int top, int right, int bottom) = Grow(polygon, 0);
        for (int i = 0; i < polygon.Length; i++)
            Edge(polygon[i], polygon[i + 1 == polygon.Length ? 0 : i + 1]);
        for (int y = top; y < bottom; y++)
        {
            Span<float> area = _area.AsSpan(y * (_size + 2), _size + 2);
            float sum = 0;
            for (int x = left; x < right; x++)
            {
                sum += area[x];
                Values[y * _size + x] = Math.Min(1, Math.Abs(sum));
            }
            area.Clear();
        }
        return this;
    }

    /// <summary>Keeps what the other shape covers too.</summary>
    public Coverage Intersect(Coverage other)
    {
        for (int y = Top; y < Bottom; y++)
            for (int x = Left; x < Right; x++)
                Values[y * _size + x] *= other.Values[y * _size + x];
        return this;
    }

    /// <summary>Adds the other shape to this one.</summary>
    public Coverage Include(Coverage other)
    {
        for (int y = other.Top; y < other.Bottom; y++)
            for (int x = other.Left; x < other.Right; x++)
                Values[y * _size + x] = Math.Max(Values[y * _size + x], other.Values[y * _size + x]);
        (Left, Top) = (Math.Min(Left, other.Left), Math.Min(Top, other.Top));
        (Right, Bottom) = (Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
        return this;
    }

    /// <summary>A line of changing width; <paramref name="soft"/> pixels of fading beside it.</summary>
    public Coverage Stroke(ReadOnlySpan<Vector2> line, float startWidth, float midWidth, float endWidth, float soft = 0)
    {
        Clear();
        float reach = Math.Max(startWidth, Math.Max(midWidth, endWidth)) / 2 + 1 + soft;
        Grow(line, reach);
        float fade = 1 / (1 + soft);
        for (int i = 0; i + 1 < line.Length; i++)
        {
            Vector2 from = line[i], along = line[i + 1] - from;
            float length2 = Math.Max(along.X * along.X + along.Y * along.Y, 1e-6f);
            float w0 = WidthAt((float)i / (line.Length - 1)), w1 = WidthAt((float)(i + 1) / (line.Length - 1));
            int x0 = Math.Max(Left, (int)(Math.Min(from.X, line[i + 1].X) - reach)), x1 = Math.Min(Right, (int)(Math.Max(from.X, line[i + 1].X) + reach) + 1);
            int y0 = Math.Max(Top, (int)(Math.Min(from.Y, line[i + 1].Y) - reach)), y1 = Math.Min(Bottom, (int)(Math.Max(from.Y, line[i + 1].Y) + reach) + 1);
            for (int y = y0; y < y1; y++)
                for (int x = x0; x < x1; x++)
                {
                    float dx = x + 0.5f - from.X, dy = y + 0.5f - from.Y;
                    float t = Math.Clamp((dx * along.X + dy * along.Y) / length2, 0, 1);
                    dx -= t * along.X;
                    dy -= t * along.Y;
                    // Thinner than a pixel is fainter, not thinner.
                    float width = w0 + (w1 - w0) * t, half = Math.Max(width, 1) / 2;
                    float inside = Math.Clamp((half + 0.5f + soft - MathF.Sqrt(dx * dx + dy * dy)) * fade, 0, 1) * Math.Min(1, width);
                    ref float value = ref Values[y * _size + x];
                    value = Math.Max(value, inside);
                }
        }
        return this;

        float WidthAt(float t) => t < 0.5f ? startWidth + (midWidth - startWidth) * 2 * t : midWidth + (endWidth - midWidth) * (2 * t - 1);
    }

    /// <summary>An ellipse that fades from its middle to its edge.</summary>
    public Coverage Blob(Vector2 centre, float across, float down, Vector2 right)
    {
        Clear();
        float reach = Math.Max(across, down);
        Grow([centre], reach);
        for (int y = Top; y < Bottom; y++)
            for (int x = Left; x < Right; x++)
            {
                float dx = x + 0.5f - centre.X, dy = y + 0.5f - centre.Y;
                float u = (dx * right.X + dy * right.Y) / across, v = (dy * right.X - dx * right.Y) / down;
                float inside = Math.Max(0, 1 - u * u - v * v);
                Values[y * _size + x] = inside * inside;
            }
        return this;
    }

    /// <summary>Blurs the shape, so that it has no edge.</summary>
    public Coverage Soften(float radius)
    {
        int r = (int)MathF.Round(radius);
        if (r < 1 || Left >= Right || Top >= Bottom)
            return this;
        (Left, Top, Right, Bottom) = (Math.Max(0, Left - 2 * r), Math.Max(0, Top - 2 * r), Math.Min(_size, Right + 2 * r), Math.Min(_size, Bottom + 2 * r));
        var line = new float[Math.Max(Right - Left, Bottom - Top)];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int y = Top; y < Bottom; y++)
                Average(Values, y * _size + Left, 1, Right - Left, r, line);
            for (int x = Left; x < Right; x++)
                Average(Values, Top * _size + x, _size, Bottom - Top, r, line);
        }
        return this;
    }

    /// <summary>Replaces each value by the mean of those within <paramref name="radius"/>; beyond the ends is 0.</summary>
    private static void Average(float[] values, int start, int stride, int count, int radius, float[] line)
    {
        float sum = 0, scale = 1f / (2 * radius + 1);
        for (int i = 0; i < Math.Min(radius, count); i++)
            sum += values[start + i * stride];
        for (int i = 0; i < count; i++)
        {
            if (i + radius < count)
                sum += values[start + (i + radius) * stride];
            if (i - radius - 1 >= 0)
                sum -= values[start + (i - radius - 1) * stride];
            line[i] = Math.Max(0, sum * scale);
        }
        for (int i = 0; i < count; i++)
            values[start + i * stride] = line[i];
    }

    private (int Left, int Top, int Right, int Bottom) Grow(ReadOnlySpan<Vector2> points, float reach)
    {
        float left = _size, top = _size, right = 0, bottom = 0;
        foreach (Vector2 point in points)
        {
            left = Math.Min(left, point.X);
            top = Math.Min(top, point.Y);
            right = Math.Max(right, point.X);
            bottom = Math.Max(bottom, point.Y);
        }
        Left = (int)Math.Clamp(left - reach, 0, _size);
        Top = (int)Math.Clamp(top - reach, 0, _size);
        Right = (int)Math.Clamp(right + reach + 1, 0, _size);
        Bottom = (int)Math.Clamp(bottom + reach + 1, 0, _size);
        return (Left, Top, Right, Bottom);
    }

    private void Edge(Vector2 a, Vector2 b)
    {
        if (a.Y == b.Y)
            return;
        float sign = 1;
        if (a.Y > b.Y)
            (a, b, sign) = (b, a, -1);
        float slope = (b.X - a.X) / (b.Y - a.Y);
        int last = Math.Min(_size, (int)MathF.Ceiling(Math.Min(b.Y, _size)));
        for (int y = Math.Max(0, (int)MathF.Floor(Math.Max(a.Y, 0))); y < last; y++)
        {
            float y0 = Math.Max(y, a.Y), y1 = Math.Min(y + 1, b.Y), height = (y1 - y0) * sign;
            float from = Math.Clamp(a.X + (y0 - a.Y) * slope, 0, _size), to = Math.Clamp(a.X + (y1 - a.Y) * slope, 0, _size);
            Row(_area.AsSpan(y * (_size + 2), _size + 2), Math.Min(from, to), Math.Max(from, to), height);
        }
    }

    /// <summary>Adds what the edge from x0 to x1 within one row covers of the pixels to its right.</summary>
    private static void Row(Span<float> area, float x0, float x1, float height)
    {
        int first = (int)x0, last = (int)MathF.Ceiling(x1);
        if (last <= first + 1)
        {
            float right = (x0 + x1) / 2 - first;
            area[first] += height * (1 - right);
            area[first + 1] += height * right;
            return;
        }
        // The height left of u grows evenly from x0 to x1; integrated twice over u that is the covered area up to X.
        float before = 0, sumBefore = 0;
        for (int x = first; x <= last; x++)
        {
            float inside = Math.Min(x + 1, x1) - x0;
            float sum = height * (inside * inside / (2 * (x1 - x0)) + Math.Max(0, x + 1 - x1));
            float covered = sum - sumBefore;
            area[x] += covered - before;
            (before, sumBefore) = (covered, sum);
        }
    }
}
