using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

/// <summary>Faces to change one thing of.</summary>
internal static class Portraits
{
    /// <summary>A clear, frontal face against a plain wall.</summary>
    public static FaceParameters Clear(ulong person = 7) =>
        new() { Identity = FaceIdentity.FromSeed(person) with { Glasses = false }, SceneSeed = 3 };

    /// <summary>How many pixels differ visibly, with their box in parts of the picture.</summary>
    public static (int Count, float Left, float Top, float Right, float Bottom) Difference(RgbImage a, RgbImage b)
    {
        int count = 0, left = a.Width, top = a.Height, right = 0, bottom = 0;
        for (int y = 0; y < a.Height; y++)
            for (int x = 0; x < a.Width; x++)
            {
                ReadOnlySpan<byte> p = a.Row(y).Slice(x * 3, 3), q = b.Row(y).Slice(x * 3, 3);
                if (Math.Abs(p[0] - q[0]) + Math.Abs(p[1] - q[1]) + Math.Abs(p[2] - q[2]) < 12)
                    continue;
                count++;
                (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
            }
        return (count, (float)left / a.Width, (float)top / a.Height, (float)right / a.Width, (float)bottom / a.Height);
    }
}
