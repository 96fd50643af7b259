namespace FerKit.Faces.Cropping;

/// <summary>A turn, a scale and a shift of the plane: (x, y) becomes (A x - B y + X, B x + A y + Y).</summary>
/// <param name="A">Scale times the cosine of the angle.</param>
/// <param name="B">Scale times the sine of the angle.</param>
/// <param name="X">Shift to the right.</param>
/// <param name="Y">Shift down.</param>
public readonly record struct Similarity(double A, double B, double X, double Y)
{
    /// <summary>How much longer lines become.</summary>
    public double Scale => Math.Sqrt(A * A + B * B);

    /// <summary>The turn, clockwise in a picture, in radians.</summary>
    public double Angle => Math.Atan2(B, A);

    /// <summary>
    /// The similarity that brings points as near as it can to others, by the sum of squared distances (Umeyama, PAMI 13,
    /// 1991, equations 40 to 42, in the plane and without mirroring, where its singular value decomposition has a closed form).
    /// </summary>
    /// <param name="from">Two points or more, not all in one place.</param>
    /// <param name="to">Where each belongs.</param>
    /// <exception cref="ArgumentException">Too few points, unequal counts, or all in one place.</exception>
    public static Similarity Fit(ReadOnlySpan<FacePoint> from, ReadOnlySpan<FacePoint> to)
    {
        if (from.Length < 2 || from.Length != to.Length)
            throw new ArgumentException($"{from.Length} points for {to.Length}: give two or more, and as many on both sides.", nameof(from));
        (double fromX, double fromY) = Mean(from);
        (double toX, double toY) = Mean(to);
        double dot = 0, cross = 0, spread = 0;
        for (int i = 0; i < from.Length; i++)
        {
            double x = from[i].X - fromX, y = from[i].Y - fromY, u = to[i].X - toX, v = to[i].Y - toY;
            dot += x * u + y * v;
            cross += x * v - y * u;
            spread += x * x + y * y;
        }
        if (!(spread > 0))
            throw new ArgumentException("all points are in one place: no turn or scale can be found.", nameof(from));
        double a = dot / spread, b = cross / spread;
        return new(a, b, toX - (a * fromX - b * fromY), toY - (b * fromX + a * fromY));
    }

    /// <summary>The way back; not finite where the scale is 0.</summary>
    public Similarity Inverse
    {
        get
        {
            double square = A * A + B * B, a = A / square, b = -B / square;
            return new(a, b, b * Y - a * X, -b * X - a * Y);
        }
    }

    /// <summary>Where a point goes.</summary>
    public FacePoint Apply(FacePoint point) => new((float)(A * point.X - B * point.Y + X), (float)(B * point.X + A * point.Y + Y));

    private static (double X, double Y) Mean(ReadOnlySpan<FacePoint> points)
    {
        double x = 0, y = 0;
        foreach (FacePoint point in points)
            (x, y) = (x + point.X, y + point.Y);
        return (x / points.Length, y / points.Length);
    }
}
