using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>What is behind the person, from a plain wall to a busy street.</summary>
internal static class BackgroundPainter
{
    public static void Paint(Sketch sketch)
    {
        FaceParameters face = sketch.Face;
        Canvas canvas = sketch.Canvas;
        var random = Chance.Of(face.SceneSeed, 0xBAC);
        Tint grey = Tint.White * random.Between(0.35f, 0.75f);
        Tint top = grey.Towards(Tint.Random(random, 0.15f, 0.85f), Math.Min(1, face.Clutter * 3));
        Tint bottom = top * random.Between(1 - 0.4f * face.Clutter - 0.1f, 1);
        for (int y = 0; y < canvas.Size; y++)
        {
            Tint row = top.Towards(bottom, (y + 0.5f) / canvas.Size);
            for (int x = 0; x < canvas.Size; x++)
                (canvas.Pixels[(y * canvas.Size + x) * 3], canvas.Pixels[(y * canvas.Size + x) * 3 + 1], canvas.Pixels[(y * canvas.Size + x) * 3 + 2]) = (row.R, row.G, row.B);
        }
        int things = (int)(face.Clutter * 11 + 0.5f);
        float size = canvas.Size, depth = random.Between(0, 2.2f) * size / 64;
        for (int i = 0; i < things; i++)
        {
            Tint tint = Tint.Random(random, 0.08f, 0.95f);
            var centre = new Vector2(random.Unit(), random.Unit()) * size;
            (float sin, float cos) = Angle.SinCos(random.Between(-25, 25));
            var right = new Vector2(cos, sin);
            float across = random.Between(0.05f, 0.4f) * size, down = random.Between(0.05f, 0.4f) * size, alpha = random.Between(0.4f, 1);
            if (random.Happens(0.35f))
                canvas.SoftPolygon(Outline.Ellipse(centre, across * 0.6f, across * 0.6f, right), depth, tint, alpha);
            else
                canvas.SoftPolygon(Box(centre, random.Happens(0.4f) ? across * 0.15f : across, random.Happens(0.3f) ? size : down, right), depth, tint, alpha);
        }
    }

    private static Outline Box(Vector2 centre, float across, float down, Vector2 right)
    {
        Vector2 a = right * across, b = new Vector2(-right.Y, right.X) * down;
        return new Outline().Add(centre - a - b).Add(centre + a - b).Add(centre + a + b).Add(centre - a + b);
    }
}
