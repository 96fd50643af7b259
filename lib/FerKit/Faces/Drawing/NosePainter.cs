using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>The nose, its wrinkles (AU9) and the folds from its wings to the mouth (AU9, AU10, AU12).</summary>
internal static class NosePainter
{
    private static float Tip(FaceIdentity identity) => 0.35f + 0.05f * identity.NoseLength;

    private static float Wing(FaceIdentity identity) => 0.165f * (1 + 0.18f * identity.NoseWidth);

    /// <summary>The nose's outline against what is behind it when the head is turned.</summary>
    public static Outline Profile(Sketch sketch)
    {
        HeadGeometry head = sketch.Head;
        float tip = Tip(sketch.Identity), wing = Wing(sketch.Identity);
        return new Outline().Add(head.On(0, -0.2f, 0.02f)).Add(head.On(0, 0.05f, 0.13f)).Add(head.On(0, tip - 0.07f, 0.3f)).Add(head.On(0, tip, 0.32f))
            .Add(head.On(0, tip + 0.06f, 0.24f)).Add(head.On(0, tip + 0.1f, 0.06f)).Add(head.On(-wing, tip, 0)).Add(head.On(wing, tip, 0)).Smooth(closed: true, 3);
    }

    public static void Paint(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        ActionUnits units = sketch.Units;
        float tip = Tip(sketch.Identity), wing = Wing(sketch.Identity) * (1 + 0.1f * units.AU9 + 0.05f * units.AU12);
        float raise = 0.05f * units.AU9 + 0.02f * units.AU10;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            // The side away from the lamp, or turned away from the viewer, is the darker one.
            float dark = Math.Clamp(0.3f - side * 0.25f * sketch.Face.Light.Sideways + side * 0.25f * head.Turn, 0.08f, 0.6f);
            var flank = new Outline().Add(head.On(side * 0.03f, -0.16f, 0.06f)).Add(head.On(side * 0.11f, -0.2f, 0.01f)).Add(head.On(side * 0.1f, 0.08f, 0.05f))
                .Add(head.On(side * wing, tip - raise, 0.05f)).Add(head.On(side * 0.06f, tip, 0.25f)).Add(head.On(side * 0.035f, 0.1f, 0.17f));
            canvas.SoftPolygon(flank, sketch.Pixels(0.04f), palette.SkinDark, dark, canvas.Head);
        }
        canvas.Line(sketch.Curve(new(0, -0.2f, 0.06f), new(0, 0.05f, 0.16f), new(0, tip - 0.09f, 0.3f)), sketch.Pixels(0.03f), sketch.Pixels(0.05f), sketch.Pixels(0.09f),
            palette.SkinLight, 0.4f, sketch.Pixels(0.03f), canvas.Head);
        sketch.Patch(0, tip - 0.05f, 0.09f, 0.07f, palette.SkinLight, 0.6f, 0.3f);
        sketch.Patch(0, tip + 0.1f, 0.2f, 0.07f, palette.SkinDark, 0.5f, 0.06f);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float seen = head.Seen(side * 0.2f, 0.3f);
            Vector2 nostril = head.On(side * wing * 0.5f, tip + 0.055f - raise * 0.6f, 0.16f);
            canvas.Polygon(Outline.Ellipse(nostril, sketch.Pixels(0.045f) * Math.Max(0.4f, head.Foreshortening), sketch.Pixels(0.024f + 0.008f * units.AU9), head.Right), palette.Line * 0.6f, 0.8f * seen, canvas.Head);
            float y = tip - raise;
            sketch.Fold(0.65f + 0.3f * units.AU9, 0.028f, new(side * wing * 0.88f, y - 0.08f, 0.06f), new(side * wing * 1.1f, y, 0.04f), new(side * wing * 0.85f, y + 0.065f, 0.06f));
        }
        if (Math.Abs(head.Turn) > 0.2f)
        {
            var ridge = sketch.Curve(new(0, -0.18f, 0.03f), new(0, 0.06f, 0.14f), new(0, tip - 0.05f, 0.31f), new(0, tip + 0.03f, 0.29f), new(0, tip + 0.08f, 0.16f));
            canvas.Line(ridge, sketch.Pixels(0.015f), sketch.Pixels(0.02f), sketch.Pixels(0.03f), palette.Line, Math.Min(0.6f, Math.Abs(head.Turn)));
        }
        PaintFolds(sketch, tip, wing, raise);
    }

    private static void PaintFolds(Sketch sketch, float tip, float wing, float raise)
    {
        ActionUnits units = sketch.Units;
        for (int i = 0; i < 3; i++)
            sketch.Fold((0.75f - 0.15f * i) * units.AU9, 0.026f, new(-0.1f, -0.17f + 0.085f * i, 0.03f), new(0, -0.2f + 0.085f * i, 0.08f), new(0.1f, -0.17f + 0.085f * i, 0.03f));
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float strength = sketch.Side(side);
            sketch.Fold(0.7f * units.AU9 * strength, 0.026f, new(side * 0.13f, -0.06f, 0.02f), new(side * 0.15f, 0.03f, 0.03f), new(side * 0.23f, 0.11f, 0));
            Vector2 corner = sketch.Mouth.Corner(side);
            float deep = strength * Math.Max(Math.Max(0.85f * units.AU9, units.AU10), Math.Max(0.65f * units.AU12, 0.3f * units.AU20));
            float bend = 0.05f + 0.05f * units.AU12 + 0.04f * units.AU10;
            var from = new Vector3(side * (wing + 0.035f), tip - 0.05f - raise, 0);
            var to = new Vector3(corner.X + side * 0.085f, corner.Y - 0.01f, 0);
            Vector3 middle = (from + to) / 2;
            middle.X += side * bend;
            sketch.Fold(0.14f + 0.4f * sketch.Identity.Age + 0.65f * deep, 0.034f, from, middle, to);
        }
    }
}
