using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>A photograph with what a detector found on it: boxes of faces in blue, landmarks as orange dots, squares to cut out in green.</summary>
public static class DetectionOverlay
{
    private const int LineShare = 180, DotShare = 60;    // parts of the shorter side
    private static readonly (byte R, byte G, byte B) Blue = (0x00, 0x72, 0xB2), Orange = (0xE6, 0x9F, 0x00), Green = (0x00, 0x9E, 0x73), White = (0xFF, 0xFF, 0xFF);

    /// <summary>A new picture of the same size; what reaches outside is cut off.</summary>
    /// <param name="image">The photograph.</param>
    /// <param name="faces">Boxes that were found.</param>
    /// <param name="landmarks">Eyes and whatever else was found; null: none.</param>
    /// <param name="crops">Squares that are to be cut out; null: none.</param>
    public static RgbImage Draw(
        RgbImage image, IReadOnlyList<FaceBox> faces, IReadOnlyList<FacePoint>? landmarks = null, IReadOnlyList<RotatedSquare>? crops = null)
    {
        var drawn = new RgbImage(image.Width, image.Height, [.. image.Pixels]);
        float side = Math.Min(image.Width, image.Height), width = Math.Max(1, side / LineShare), dot = Math.Max(2, side / DotShare);
        foreach (RotatedSquare crop in crops ?? [])
            Outline(drawn, Corners(crop), width, Green);
        foreach (FaceBox face in faces)
            Outline(drawn, [new(face.X, face.Y), new(face.X + face.Width, face.Y), new(face.X + face.Width, face.Y + face.Height), new(face.X, face.Y + face.Height)], width, Blue);
        foreach (FacePoint point in landmarks ?? [])
        {
            Disc(drawn, point.X, point.Y, dot, White);
            Disc(drawn, point.X, point.Y, dot * 0.7f, Orange);
        }
        return drawn;
    }

    private static FacePoint[] Corners(RotatedSquare square)
    {
        float across = MathF.Cos(square.Angle) * square.Side / 2, down = MathF.Sin(square.Angle) * square.Side / 2;
        return [At(-1, -1), At(1, -1), At(1, 1), At(-1, 1)];

        FacePoint At(int u, int v) => new(square.X + u * across - v * down, square.Y + u * down + v * across);
    }

    private static void Outline(RgbImage image, FacePoint[] corners, float radius, (byte, byte, byte) color)
    {
        for (int i = 0; i < corners.Length; i++)
        {
            FacePoint from = corners[i], to = corners[(i + 1) % corners.Length];
            int steps = (int)Math.Clamp(Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)), 1, 4 * Math.Max(image.Width, image.Height));
            for (int step = 0; step <= steps; step++)
                Disc(image, from.X + (to.X - from.X) * step / steps, from.Y + (to.Y - from.Y) * step / steps, radius, color);
        }
    }

    private static void Disc(RgbImage image, float x, float y, float radius, (byte R, byte G, byte B) color)
    {
        int top = (int)Math.Max(0, y - radius), bottom = (int)Math.Min(image.Height - 1, y + radius);
        int left = (int)Math.Max(0, x - radius), right = (int)Math.Min(image.Width - 1, x + radius);
        for (int row = top; row <= bottom; row++)
            for (int column = left; column <= right; column++)
                if ((column + 0.5f - x) * (column + 0.5f - x) + (row + 0.5f - y) * (row + 0.5f - y) <= radius * radius)
                    Write(image.Row(row).Slice(3 * column, 3), color);
    }

    private static void Write(Span<byte> pixel, (byte R, byte G, byte B) color) => (pixel[0], pixel[1], pixel[2]) = color;
}
