namespace FerKit.Faces.Drawing;

/// <summary>Brows and the lines they make on the forehead (AU1, AU2, AU4 and, between the brows, AU9).</summary>
internal static class BrowPainter
{
    // Five points from the inner to the outer end, and how far each unit moves each of them.
    private static readonly float[] Arch = [0.03f, -0.025f, -0.055f, -0.035f, 0.04f];
    private static readonly float[] Inner = [1, 0.75f, 0.35f, 0.1f, 0];
    private static readonly float[] Outer = [0.05f, 0.2f, 0.7f, 1, 0.85f];
    private static readonly float[] Lowered = [1, 0.9f, 0.65f, 0.35f, 0.1f];
    private static readonly float[] Wrinkled = [0.9f, 0.6f, 0.25f, 0.05f, 0];

    public static void Paint(Sketch sketch, int side)
    {
        FaceIdentity identity = sketch.Identity;
        ActionUnits units = sketch.Units;
        float strength = sketch.Side(side), centre = Math.Abs(EyePainter.Centre(identity, side).X);
        var line = new Outline();
        for (int i = 0; i < 5; i++)
        {
            float t = i / 4f;
            float x = centre - 0.25f + 0.53f * t - 0.06f * units.AU4 * strength * (1 - t);
            float y = -0.405f - 0.045f * identity.BrowHeight + Arch[i] + 0.045f * identity.BrowTilt * (0.5f - t)
                + strength * (-0.18f * units.AU1 * Inner[i] - 0.16f * units.AU2 * Outer[i]
                    + 0.15f * units.AU4 * (1 - 0.8f * units.AU1) * Lowered[i] + 0.08f * units.AU9 * Wrinkled[i] + 0.02f * units.AU6 * Outer[i]);
            line.Add(sketch.Head.On(side * x, y, 0.03f));
        }
        float thick = 1 + 0.4f * identity.BrowThickness, seen = sketch.Head.Seen(side * centre, -0.4f);
        sketch.Canvas.Line(line.Smooth(closed: false), sketch.Pixels(0.062f * thick), sketch.Pixels(0.085f * thick), sketch.Pixels(0.02f),
            sketch.Palette.Brow, 0.92f * seen, sketch.Pixels(0.012f), sketch.Canvas.Head);
    }

    public static void PaintForehead(Sketch sketch)
    {
        ActionUnits units = sketch.Units;
        float age = sketch.Identity.Age, lift = Math.Max(units.AU1, units.AU2);
        float span = 0.26f + 0.34f * Math.Max(units.AU2, age * 0.7f);
        // The inner raiser alone lifts the middle of the lines, both together lift them evenly.
        float peak = 0.06f * units.AU1 * (1 - units.AU2);
        for (int i = 0; i < 3; i++)
        {
            float y = -0.6f - 0.095f * i - 0.03f * lift, end = span * (1 - 0.12f * i);
            sketch.Fold((0.5f - 0.08f * i) * lift + 0.4f * age * age, 0.026f,
                new(-end, y + 0.03f + peak, 0), new(-end / 2, y - 0.01f, 0), new(0, y - peak / 2, 0), new(end / 2, y - 0.01f, 0), new(end, y + 0.03f + peak, 0));
        }
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float frown = sketch.Side(side) * Math.Max(units.AU4, 0.6f * units.AU9) + 0.2f * age * age;
            sketch.Fold(0.8f * frown, 0.03f, new(side * 0.075f, -0.54f, 0), new(side * 0.06f, -0.43f, 0.02f), new(side * 0.085f, -0.31f, 0.02f));
        }
        sketch.Patch(0, -0.36f, 0.13f, 0.12f, sketch.Palette.SkinDark, 0.45f * units.AU4);
    }
}
