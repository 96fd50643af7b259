using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>Lips, and inside them teeth and tongue when they part.</summary>
internal static class MouthPainter
{
    private const int Steps = 14;
    private static readonly Tint Inside = Tint.Of(66, 16, 20), Tongue = Tint.Of(196, 88, 88), Teeth = Tint.Of(246, 243, 234);

    public static void Paint(Sketch sketch)
    {
        (Canvas canvas, MouthShape mouth, Palette palette) = (sketch.Canvas, sketch.Mouth, sketch.Palette);
        ActionUnits units = sketch.Units;
        Vector2[] upperOuter = Border(sketch, mouth.UpperOuter, 0.06f), upper = Border(sketch, mouth.Upper, 0.07f);
        Vector2[] lower = Border(sketch, mouth.Lower, 0.07f), lowerOuter = Border(sketch, mouth.LowerOuter, 0.06f);
        float seen = sketch.Head.Seen(0, 0.7f);
        bool open = mouth.Gap > 0.012f;
        if (open)
        {
            canvas.Opening.Fill(Between(upper, lower).Points).Intersect(canvas.Head);
            canvas.Paint(canvas.Opening, Inside, seen);
            if (mouth.Gap > 0.13f)
                canvas.Blob(sketch.Head.On(0, mouth.Lower(0) + 0.01f), sketch.Pixels(0.17f), sketch.Pixels(mouth.Gap * 0.5f), sketch.Head.Right, Tongue, 0.85f, canvas.Opening);
            // What bares the upper teeth: a smile, a raised upper lip, stretched lips; a dropped jaw alone hardly does.
            float bared = 0.035f + 0.1f * Math.Min(1, units.AU12 + units.AU10 + 0.8f * units.AU20 + 0.3f * units.AU9);
            Vector2[] edge = Border(sketch, t => Math.Min(mouth.Lower(t), mouth.Upper(t) + bared * (1 - 0.35f * t * t)), 0.05f);
            canvas.Polygon(Between(upper, edge), Teeth, 0.95f * seen, canvas.Opening);
            float stretched = 0.05f * Math.Max(units.AU20, 0.5f * units.AU10 * units.AU26);
            if (stretched > 0.01f && mouth.Gap > 0.09f)
            {
                Vector2[] top = Border(sketch, t => Math.Max(mouth.Upper(t), mouth.Lower(t) - stretched * (1 - 0.4f * t * t)), 0.05f);
                canvas.Polygon(Between(top, lower), Teeth * 0.9f, 0.9f * seen, canvas.Opening);
            }
            canvas.Line(new Outline().AddAll(upper), sketch.Pixels(0.02f), sketch.Pixels(0.035f), sketch.Pixels(0.02f), Inside, 0.4f, sketch.Pixels(0.015f), canvas.Opening);
        }
        canvas.Polygon(Between(upperOuter, upper), palette.LipDark, seen, canvas.Head);
        canvas.Polygon(Between(lower, lowerOuter), palette.Lip, seen, canvas.Head);
        canvas.Blob(sketch.Head.On(0, (mouth.Lower(0) + mouth.LowerOuter(0)) / 2, 0.08f), sketch.Pixels(0.13f), sketch.Pixels(0.03f), sketch.Head.Right, palette.LipLight, 0.7f * seen, canvas.Head);
        if (!open)
            canvas.Line(new Outline().AddAll(upper), sketch.Pixels(0.014f), sketch.Pixels(0.026f), sketch.Pixels(0.014f), palette.Line * 0.65f, 0.9f * seen, 0, canvas.Head);
        PaintCorners(sketch);
    }

    private static void PaintCorners(Sketch sketch)
    {
        ActionUnits units = sketch.Units;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            Vector2 corner = sketch.Mouth.Corner(side);
            float strength = sketch.Side(side);
            sketch.Patch(corner.X + side * 0.02f, corner.Y, 0.06f, 0.05f, sketch.Palette.Line, 0.4f + 0.3f * units.AU12 * strength, 0.04f);
            sketch.Fold(0.75f * units.AU15 * strength + 0.25f * sketch.Identity.Age * sketch.Identity.Age, 0.03f,
                new(corner.X + side * 0.03f, corner.Y, 0), new(corner.X + side * 0.065f, corner.Y + 0.07f, 0), new(corner.X + side * 0.06f, corner.Y + 0.15f, 0));
            sketch.Fold(0.4f * units.AU20 * strength, 0.026f,
                new(corner.X + side * 0.06f, corner.Y - 0.05f, 0), new(corner.X + side * 0.09f, corner.Y + 0.02f, 0), new(corner.X + side * 0.06f, corner.Y + 0.1f, 0));
        }
        // Tightened lips leave the skin around them pale and drawn.
        float lip = sketch.Mouth.UpperOuter(0.5f);
        sketch.Fold(0.35f * units.AU23, 0.024f, new(-0.2f, lip - 0.02f, 0), new(0, lip - 0.045f, 0), new(0.2f, lip - 0.02f, 0));
    }

    private static Vector2[] Border(Sketch sketch, Func<float, float> y, float lift)
    {
        var points = new Vector2[Steps + 1];
        for (int i = 0; i <= Steps; i++)
        {
            float t = 2f * i / Steps - 1;
            points[i] = sketch.Head.On(sketch.Mouth.X(t), y(t), lift * (1 - t * t));
        }
        return points;
    }

    private static Outline Between(Vector2[] above, Vector2[] below)
    {
        var outline = new Outline().AddAll(above);
        for (int i = below.Length - 1; i >= 0; i--)
            outline.Add(below[i]);
        return outline;
    }
}
