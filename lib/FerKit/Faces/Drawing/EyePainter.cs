using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>Eyes with lids, iris, pupil and highlight (AU5, AU6, AU7 and, on the inner lid, AU1).</summary>
internal static class EyePainter
{
    private const int Steps = 12;
    private static readonly Tint Sclera = Tint.Of(244, 241, 236), Lash = Tint.Of(34, 22, 20);

    /// <summary>The eyes' centre, in face coordinates.</summary>
    public static Vector2 Centre(FaceIdentity identity, int side) => new(side * (0.42f + 0.045f * identity.EyeSpacing), -0.1f);

    public static void Paint(Sketch sketch, int side)
    {
        (Canvas canvas, HeadGeometry head, Palette palette, FaceIdentity identity) = (sketch.Canvas, sketch.Head, sketch.Palette, sketch.Identity);
        ActionUnits units = sketch.Units;
        float strength = sketch.Side(side), size = 1 + 0.14f * identity.EyeSize, half = 0.222f * size;
        Vector2 eye = Centre(identity, side);
        float seen = head.Seen(eye.X, eye.Y);
        if (seen <= 0)
            return;
        float upper = Math.Max(0.02f, (0.125f + 0.028f * identity.EyeOpening) * size
            + strength * (0.085f * units.AU5 - 0.05f * units.AU7 - 0.022f * units.AU6 - 0.02f * units.AU4 * (1 - units.AU5)));
        float lower = Math.Max(0.005f, (0.082f + 0.012f * identity.EyeOpening) * size
            + strength * (0.012f * units.AU5 - 0.05f * units.AU6 - 0.04f * units.AU7 - 0.02f * units.AU9));
        var above = new Vector2[Steps + 1];
        var below = new Vector2[Steps + 1];
        var crease = new Vector2[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            float t = 2f * i / Steps - 1, bow = 1 - t * t, full = bow * (1.3f - 0.3f * bow);
            float x = eye.X + side * half * t, corner = eye.Y - 0.04f * identity.EyeTilt * t - 0.012f * t;
            float worry = 0.03f * units.AU1 * strength * (1 - t) * bow - 0.025f * units.AU4 * (1 - units.AU1) * strength * (1 - t) * bow;
            above[i] = head.On(x, corner - upper * full - worry);
            below[i] = head.On(x, corner + lower * full);
            crease[i] = head.On(x, corner - upper * full - worry - (0.05f + 0.012f * identity.EyeOpening) * (0.4f + 0.6f * bow));
        }
        var opening = new Outline().AddAll(above);
        for (int i = Steps - 1; i > 0; i--)
            opening.Add(below[i]);
        canvas.Opening.Fill(opening.Points).Intersect(canvas.Head);
        canvas.Paint(canvas.Opening, Sclera.Towards(palette.Blush, 0.06f), seen);

        float radius = 0.122f * size, gazeX = eye.X + 0.07f * sketch.Face.GazeX, gazeY = eye.Y - 0.02f + 0.035f * sketch.Face.GazeY;
        Vector2 iris = head.On(gazeX, gazeY);
        Vector2 width = head.On(gazeX + radius, gazeY) - head.On(gazeX - radius, gazeY);
        float down = sketch.Pixels(radius), across = Math.Max(0.3f * down, MathF.Sqrt(width.X * width.X + width.Y * width.Y) / 2);
        canvas.Polygon(Outline.Ellipse(iris, across, down, head.Right), palette.Iris * 0.5f, seen, canvas.Opening);
        canvas.Polygon(Outline.Ellipse(iris, across * 0.82f, down * 0.82f, head.Right), palette.Iris, seen, canvas.Opening);
        canvas.Polygon(Outline.Ellipse(iris, across * 0.45f, down * 0.45f, head.Right), Tint.Black, 0.92f * seen, canvas.Opening);
        float lamp = sketch.Face.Light.Sideways < 0 ? -1 : 1;
        canvas.Polygon(Outline.Ellipse(iris + new Vector2(lamp * across, -down) * 0.36f, across * 0.27f, down * 0.27f, head.Right), Tint.White, 0.95f * seen, canvas.Opening);
        var lid = new Outline().AddAll(above);
        canvas.Line(lid, sketch.Pixels(0.05f), sketch.Pixels(0.09f), sketch.Pixels(0.05f), Tint.Black, 0.3f * seen, sketch.Pixels(0.02f), canvas.Opening);

        float lash = 0.034f + 0.014f * identity.Lipstick;
        canvas.Line(lid, sketch.Pixels(lash * 0.6f), sketch.Pixels(lash), sketch.Pixels(lash * 1.15f), Lash, 0.9f * seen, 0, canvas.Head);
        canvas.Line(new Outline().AddAll(below), sketch.Pixels(0.008f), sketch.Pixels(0.018f), sketch.Pixels(0.02f), palette.Line, 0.7f * seen, 0, canvas.Head);
        canvas.Line(new Outline().AddAll(crease), sketch.Pixels(0.01f), sketch.Pixels(0.02f), sketch.Pixels(0.015f), palette.Line,
            seen * Math.Clamp(0.45f - 0.3f * units.AU5 + 0.15f * units.AU7, 0, 1), 0, canvas.Head);
        PaintFolds(sketch, side, eye, half, lower);
    }

    /// <summary>Bags and crow's feet: cheeks and lids that push up, and age.</summary>
    private static void PaintFolds(Sketch sketch, int side, Vector2 eye, float half, float lower)
    {
        float age = sketch.Identity.Age, strength = sketch.Side(side);
        float pushed = strength * Math.Max(sketch.Units.AU6, 0.6f * sketch.Units.AU7);
        float bag = eye.Y + lower + 0.065f;
        sketch.Fold(0.12f + 0.35f * age + 0.4f * pushed, 0.024f,
            new(eye.X - side * half * 0.8f, bag - 0.01f, 0), new(eye.X, bag + 0.025f, 0), new(eye.X + side * half * 0.9f, bag - 0.015f, 0));
        float feet = 0.65f * strength * sketch.Units.AU6 + 0.25f * age * age;
        for (int i = -1; i <= 1; i++)
            sketch.Fold(feet, 0.02f, new(eye.X + side * (half + 0.05f), eye.Y + 0.04f * i, 0),
                new(eye.X + side * (half + 0.11f), eye.Y + 0.065f * i - 0.005f, 0), new(eye.X + side * (half + 0.17f), eye.Y + 0.1f * i, 0));
    }
}
