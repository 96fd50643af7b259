using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>A growing list of points, in pixels.</summary>
internal sealed class Outline
{
    private Vector2[] _points = new Vector2[32];

    public int Count { get; private set; }

    public ReadOnlySpan<Vector2> Points => _points.AsSpan(0, Count);

    public Outline Add(Vector2 point)
    {
        if (Count == _points.Length)
            Array.Resize(ref _points, Count * 2);
        _points[Count++] = point;
        return this;
    }

    public Outline AddAll(ReadOnlySpan<Vector2> points)
    {
        foreach (Vector2 point in points)
            Add(point);
        return this;
    }

    /// <summary>The Catmull-Rom curve through these points.</summary>
    public Outline Smooth(bool closed, int steps = 5)
    {
        var curve = new Outline();
        int last = closed ? Count : Count - 1;
        for (int i = 0; i < last; i++)
        {
            Vector2 a = At(i - 1, closed), b = At(i, closed), c = At(i + 1, closed), d = At(i + 2, closed);
            for (int s = 0; s < steps; s++)
            {
                float t = (float)s / steps, t2 = t * t, t3 = t2 * t;
                curve.Add((b * 2 + (c - a) * t + (a * 2 - b * 5 + c * 4 - d) * t2 + (b * 3 - a - c * 3 + d) * t3) * 0.5f);
            }
        }
        return closed ? curve : curve.Add(_points[Count - 1]);
    }

    /// <summary>A turned ellipse; <paramref name="right"/> is its first axis as a unit vector.</summary>
    public static Outline Ellipse(Vector2 centre, float across, float down, Vector2 right, int steps = 20)
    {
        var outline = new Outline();
        var below = new Vector2(-right.Y, right.X);
        for (int i = 0; i < steps; i++)
        {
            (float sin, float cos) = Angle.SinCos(360f * i / steps);
            outline.Add(centre + right * (across * cos) + below * (down * sin));
        }
        return outline;
    }

    /// <summary>The smallest convex outline around the points (Andrew's monotone chain).</summary>
    public static Outline Hull(Vector2[] points)
    {
        Array.Sort(points, static (a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        var hull = new Outline { _points = new Vector2[points.Length * 2] };
        for (int pass = 0; pass < 2; pass++)
        {
            int start = hull.Count;
            for (int i = 0; i < points.Length; i++)
            {
                Vector2 point = points[pass == 0 ? i : points.Length - 1 - i];
                while (hull.Count >= start + 2 && Cross(hull._points[hull.Count - 2], hull._points[hull.Count - 1], point) <= 0)
                    hull.Count--;
                hull.Add(point);
            }
            hull.Count--; // the other chain begins with it
        }
        return hull;
    }

    private static float Cross(Vector2 o, Vector2 a, Vector2 b) => (a.X - o.X) * (b.Y - o.Y) - (a.Y - o.Y) * (b.X - o.X);

    private Vector2 At(int i, bool closed) => _points[closed ? (i + Count) % Count : Math.Clamp(i, 0, Count - 1)];
}
