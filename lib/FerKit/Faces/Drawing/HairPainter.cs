using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>Hair behind and on the head, and beards.</summary>
internal static class HairPainter
{
    // How far around the head (degrees from the front) and how low (y) the hairline runs.
    private static readonly float[] Around = [0, 25, 45, 60, 72, 80, 88, 98, 108, 180];
    private static readonly float[] ShortLine = [-0.92f, -0.9f, -0.82f, -0.68f, -0.42f, -0.02f, 0.0f, -0.1f, 0.35f, 0.6f];
    private static readonly float[] RecedingLine = [-1.02f, -1.2f, -1.16f, -0.9f, -0.5f, -0.12f, -0.1f, -0.15f, 0.35f, 0.6f];
    private static readonly float[] FringeLine = [-0.6f, -0.6f, -0.57f, -0.52f, -0.25f, 0.15f, 0.1f, 0.0f, 0.4f, 0.6f];
    private static readonly float[] BobLine = [-0.95f, -0.88f, -0.76f, -0.55f, -0.1f, 0.65f, 0.95f, 1.0f, 1.0f, 1.0f];

    public static bool HidesEars(HairStyle style) => style is HairStyle.Bob or HairStyle.Long;

    /// <summary>What falls behind the head.</summary>
    public static void PaintBehind(Sketch sketch)
    {
        HairStyle style = sketch.Identity.Hair;
        (Canvas canvas, HeadGeometry head) = (sketch.Canvas, sketch.Head);
        if (style == HairStyle.Curly)
            PaintCurls(sketch);
        if (!HidesEars(style))
            return;
        float low = style == HairStyle.Bob ? 1.12f : 2.6f, wide = style == HairStyle.Bob ? 1.2f : 1.28f;
        var mass = new Outline();
        foreach ((float x, float y) in (ReadOnlySpan<(float, float)>)[(0, -1.5f), (0.7f, -1.28f), (1.08f, -0.7f), (1.14f, 0), (wide, 0.7f), (wide * 0.95f, low), (0.5f, low + 0.1f),
            (-0.5f, low + 0.1f), (-wide * 0.95f, low), (-wide, 0.7f), (-1.14f, 0), (-1.08f, -0.7f), (-0.7f, -1.28f)])
            mass.Add(head.ToPicture(x, y, -0.35f));
        canvas.Polygon(mass.Smooth(closed: true), sketch.Palette.HairDark);
        canvas.Own(canvas.Shape);
    }

    /// <summary>What grows on the head down to the hairline.</summary>
    public static void Paint(Sketch sketch)
    {
        FaceIdentity identity = sketch.Identity;
        if (identity.Hair == HairStyle.Bald)
            return;
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        float thick = identity.Hair switch { HairStyle.Curly => 1.14f, HairStyle.Long or HairStyle.Bob => 1.12f, HairStyle.Receding => 1.04f, _ => 1.08f };
        canvas.Scalp.Fill(head.Silhouette(thick, HidesEars(identity.Hair) ? 1.05f : 0.45f).Points);
        var line = Hairline(sketch);
        canvas.Line(line, sketch.Pixels(0.1f), sketch.Pixels(0.12f), sketch.Pixels(0.1f), palette.SkinDark, 0.35f, sketch.Pixels(0.08f), canvas.Head);
        Vector2 right = head.Right, up = new(right.Y, -right.X), first = line.Points[0], last = line.Points[^1];
        var cap = new Outline().AddAll(line.Points).Add(last + right * sketch.Pixels(0.7f)).Add(last + (right + up * 5) * sketch.Pixels(0.8f))
            .Add(first + (up * 5 - right) * sketch.Pixels(0.8f)).Add(first - right * sketch.Pixels(0.7f));
        Coverage hair = canvas.Opening.Fill(cap.Points).Intersect(canvas.Scalp);
        canvas.Paint(hair, palette.Hair);
        canvas.Own(hair);
        var random = Chance.Of(identity.Seed, 0x4A1);
        for (int i = 0; i < 9; i++)
        {
            float angle = random.Between(-85, 85) - sketch.Face.Pose.Yaw, y = LineAt(sketch, angle);
            var strand = new Outline().Add(head.Around(angle, Math.Max(-1.3f, y - 0.02f), 1.04f)).Add(head.Around(angle * 0.9f, Math.Min(-0.9f, y - 0.2f), 1.08f)).Add(head.Around(angle * 0.5f, -1.32f, 1.1f));
            canvas.Line(strand.Smooth(closed: false), sketch.Pixels(0.02f), sketch.Pixels(0.06f), sketch.Pixels(0.03f), random.Happens(0.5f) ? palette.HairLight : palette.HairDark, 0.55f, sketch.Pixels(0.02f), hair);
        }
    }

    public static void PaintBeard(Sketch sketch)
    {
        float strength = sketch.Identity.Beard;
        if (strength <= 0)
            return;
        (Canvas canvas, HeadGeometry head, MouthShape mouth) = (sketch.Canvas, sketch.Head, sketch.Mouth);
        float lip = mouth.UpperOuter(0.3f);
        canvas.Opening.Clear();
        // Each half for itself: on a turned head one folds back over the other.
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            var half = new Outline().Add(head.Around(side * 82, 0.05f)).Add(head.Around(side * 68, 0.42f));
            foreach ((float x, float y) in (ReadOnlySpan<(float, float)>)[(0.55f, 0.66f), (0.36f, lip + 0.02f), (0.14f, lip - 0.12f), (0, lip - 0.11f), (0, head.Chin + 0.05f)])
                half.Add(head.On(side * x, y, 0.02f));
            half.Add(head.Around(side * 60, head.Chin)).Add(head.Around(side * 88, 0.75f));
            canvas.Opening.Include(canvas.Shape.Fill(half.Points));
        }
        canvas.Paint(canvas.Opening.Soften(sketch.Pixels(0.05f)), sketch.Palette.Hair.Towards(sketch.Palette.Skin, 0.1f), 0.25f + 0.65f * strength, canvas.Head);
    }

    private static void PaintCurls(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head) = (sketch.Canvas, sketch.Head);
        var random = Chance.Of(sketch.Identity.Seed, 0xC0B1);
        float full = random.Between(0.16f, 0.34f);
        for (int i = 0; i < 22; i++)
        {
            (float sin, float cos) = Angle.SinCos(-205 + 230f * i / 21);
            float radius = full * random.Between(0.8f, 1.15f);
            canvas.Polygon(Outline.Ellipse(head.ToPicture(cos * 1.02f, sin * 1.2f - 0.2f, -0.3f), sketch.Pixels(radius), sketch.Pixels(radius), head.Right, 12),
                random.Happens(0.5f) ? sketch.Palette.Hair : sketch.Palette.HairDark);
            canvas.Own(canvas.Shape);
        }
    }

    private static Outline Hairline(Sketch sketch)
    {
        const int steps = 26;
        var line = new Outline();
        for (int i = 0; i <= steps; i++)
        {
            // From the left to the right limb of the turned head.
            float angle = -90 + 180f * i / steps - sketch.Face.Pose.Yaw;
            line.Add(sketch.Head.Around(angle, LineAt(sketch, angle), 1.02f));
        }
        return line;
    }

    private static float LineAt(Sketch sketch, float degrees)
    {
        FaceIdentity identity = sketch.Identity;
        float side = (identity.Seed & 1) == 0 ? -1 : 1, distance = Math.Min(180, Math.Abs(degrees));
        float y = At(identity.Hair switch
        {
            HairStyle.Receding => RecedingLine,
            HairStyle.Fringe => FringeLine,
            HairStyle.Bob or HairStyle.Long => BobLine,
            _ => ShortLine,
        }, distance);
        float front = 1 - Angle.Step(45, 75, distance);
        return identity.Hair switch
        {
            // Swept from the parting across the forehead.
            HairStyle.Parted => y + front * 0.3f * Angle.Step(-40, 55, side * degrees) - 0.04f * front,
            HairStyle.Long or HairStyle.Bob => y - front * 0.14f * (1 - Angle.Step(0, 22, Math.Abs(degrees - side * 14))),
            HairStyle.Fringe => y + front * 0.025f * ((int)(distance / 9) % 2),
            HairStyle.Curly => y + 0.03f * ((int)(distance / 13) % 2),
            _ => y,
        };
    }

    private static float At(float[] line, float degrees)
    {
        int i = 1;
        while (i < Around.Length - 1 && degrees > Around[i])
            i++;
        return line[i - 1] + (line[i] - line[i - 1]) * Math.Clamp((degrees - Around[i - 1]) / (Around[i] - Around[i - 1]), 0, 1);
    }
}
