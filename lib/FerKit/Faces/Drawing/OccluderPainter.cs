using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>Glasses, mask, hand and microphone, over the finished face.</summary>
internal static class OccluderPainter
{
    public static void Paint(Sketch sketch)
    {
        Occluders worn = sketch.Face.Occluders;
        if (worn.HasFlag(Occluders.Mask))
            PaintMask(sketch);
        if (worn.HasFlag(Occluders.Sunglasses))
            PaintGlasses(sketch, dark: true);
        else if (worn.HasFlag(Occluders.Glasses) || sketch.Identity.Glasses)
            PaintGlasses(sketch, dark: false);
        if (worn.HasFlag(Occluders.Microphone))
            PaintMicrophone(sketch);
        if (worn.HasFlag(Occluders.Hand))
            PaintHand(sketch);
    }

    private static void PaintGlasses(Sketch sketch, bool dark)
    {
        (Canvas canvas, HeadGeometry head) = (sketch.Canvas, sketch.Head);
        var random = Chance.Of(sketch.Identity.Seed, dark ? 0x5u : 0x6u);
        Tint frame = Tint.Random(random, 0.05f, 0.3f), glass = dark ? Tint.Random(random, 0.03f, 0.1f) : Tint.White;
        float half = random.Between(0.26f, 0.31f), tall = random.Between(0.2f, 0.27f), square = random.Between(0.15f, 0.8f), width = random.Between(0.025f, 0.055f);
        const float y = -0.07f, lift = 0.12f;
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float x = Math.Abs(EyePainter.Centre(sketch.Identity, side).X) + 0.01f;
            var rim = new Outline();
            for (int i = 0; i < 20; i++)
            {
                (float sin, float cos) = Angle.SinCos(18f * i);
                // Between a circle and a rounded box.
                float stretch = 1 + square * 0.36f * 4 * sin * sin * cos * cos;
                rim.Add(head.On(side * x + half * cos * stretch, y + tall * sin * stretch, lift));
            }
            canvas.Polygon(rim, glass, dark ? 0.96f : 0.1f);
            if (dark)
                canvas.Blob(head.On(side * x - 0.08f, y - 0.09f, lift), sketch.Pixels(0.14f), sketch.Pixels(0.06f), head.Right, Tint.White, 0.3f);
            rim.Add(rim.Points[0]);
            canvas.Line(rim, sketch.Pixels(width), sketch.Pixels(width), sketch.Pixels(width), frame);
            Vector2 hinge = head.On(side * (x + half), y - 0.05f, lift), ear = head.Around(side * 88, -0.1f, 1.02f);
            float seen = head.Seen(side * 0.8f, y);
            canvas.Line(new Outline().Add(hinge).Add(ear), sketch.Pixels(width), sketch.Pixels(width), sketch.Pixels(width), frame, seen);
        }
        float inner = Math.Abs(EyePainter.Centre(sketch.Identity, 1).X) + 0.01f - half;
        canvas.Line(sketch.Curve(new(-inner, y - 0.06f, lift), new(0, y - 0.1f, lift + 0.03f), new(inner, y - 0.06f, lift)), sketch.Pixels(width), sketch.Pixels(width), sketch.Pixels(width), frame);
    }

    private static void PaintMask(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head) = (sketch.Canvas, sketch.Head);
        var random = Chance.Of(sketch.Face.SceneSeed, 0x3A5C);
        ReadOnlySpan<Tint> cloths = [Tint.Of(168, 208, 226), Tint.Of(238, 240, 242), Tint.Of(40, 42, 48), Tint.Of(214, 196, 204)];
        Tint cloth = cloths[random.Next(cloths.Length)];
        float low = head.Chin + 0.02f;
        var mask = new Outline();
        foreach ((float x, float y, float lift) in (ReadOnlySpan<(float, float, float)>)[(0, 0.02f, 0.2f), (0.3f, 0.16f, 0.12f), (0.86f, 0.28f, 0.03f), (0.82f, 0.8f, 0.04f), (0.42f, low - 0.05f, 0.08f),
            (0, low, 0.1f), (-0.42f, low - 0.05f, 0.08f), (-0.82f, 0.8f, 0.04f), (-0.86f, 0.28f, 0.03f), (-0.3f, 0.16f, 0.12f)])
            mask.Add(head.On(x, y, lift));
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            canvas.Line(new Outline().Add(head.On(side * 0.84f, 0.32f)).Add(head.Around(side * 90, 0.05f, 1.03f)), sketch.Pixels(0.03f), sketch.Pixels(0.03f), sketch.Pixels(0.03f), cloth * 0.85f, head.Seen(side * 0.85f, 0.3f));
        canvas.Polygon(mask.Smooth(closed: true, 4), cloth);
        canvas.Opening.Clear().Include(canvas.Shape);
        foreach (float y in (ReadOnlySpan<float>)[0.45f, 0.65f, 0.85f])
            canvas.Line(sketch.Curve(new(-0.8f, y - 0.04f, 0.05f), new(-0.3f, y + 0.02f, 0.14f), new(0.3f, y + 0.02f, 0.14f), new(0.8f, y - 0.04f, 0.05f)), sketch.Pixels(0.02f), sketch.Pixels(0.03f), sketch.Pixels(0.02f), cloth * 0.7f, 0.5f, sketch.Pixels(0.02f), canvas.Opening);
        canvas.Blob(head.On(-0.6f * Math.Sign(sketch.Face.Light.Sideways + 1e-3f), 0.7f), sketch.Pixels(0.5f), sketch.Pixels(0.6f), head.Right, Tint.Black, 0.25f, canvas.Opening);
    }

    private static void PaintMicrophone(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head) = (sketch.Canvas, sketch.Head);
        var random = Chance.Of(sketch.Face.SceneSeed, 0x31C);
        float side = random.Happens(0.5f) ? 1 : -1;
        Vector2 ball = head.On(side * random.Between(0.02f, 0.15f), 0.86f, 0.3f);
        var floor = new Vector2(ball.X + side * sketch.Pixels(random.Between(0.2f, 0.9f)), canvas.Size + sketch.Pixels(0.3f));
        Tint body = Tint.White * random.Between(0.05f, 0.3f);
        canvas.Line(new Outline().Add(ball).Add(floor), sketch.Pixels(0.2f), sketch.Pixels(0.24f), sketch.Pixels(0.26f), body);
        float radius = sketch.Pixels(0.24f);
        canvas.Polygon(Outline.Ellipse(ball, radius, radius, new(1, 0)), Tint.White * 0.28f);
        canvas.Blob(ball - new Vector2(radius, radius) * 0.35f, radius * 0.7f, radius * 0.7f, new(1, 0), Tint.White, 0.6f);
        canvas.Line(new Outline().Add(ball + new Vector2(-radius, radius * 0.75f)).Add(ball + new Vector2(radius, radius * 0.75f)), 0, sketch.Pixels(0.05f), 0, Tint.White * 0.6f, 0.8f);
    }

    private static void PaintHand(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        var random = Chance.Of(sketch.Face.SceneSeed, 0x4A4D);
        float side = random.Happens(0.5f) ? 1 : -1, height = random.Between(-0.1f, 0.1f);
        Tint skin = palette.Skin.Towards(palette.Blush, 0.15f), edge = palette.Line;
        // Seen from its back, fingers towards the other side, before mouth and cheek.
        Vector2 wrist = head.ToPicture(side * 1.3f, 1.7f + height, 1.0f), palm = head.ToPicture(side * 0.62f, 0.98f + height, 1.1f);
        canvas.Line(new Outline().Add(wrist).Add(palm), sketch.Pixels(0.5f), sketch.Pixels(0.5f), sketch.Pixels(0.55f), skin);
        for (int finger = 0; finger < 4; finger++)
        {
            float y = 0.62f + 0.165f * finger + height, reach = finger is 1 or 2 ? -0.34f : -0.22f;
            var line = new Outline().Add(head.ToPicture(side * 0.7f, y + 0.06f, 1.1f)).Add(head.ToPicture(side * 0.2f, y - 0.02f, 1.15f)).Add(head.ToPicture(side * reach, y + 0.05f, 1.1f)).Smooth(closed: false);
            canvas.Line(line, sketch.Pixels(0.25f), sketch.Pixels(0.22f), sketch.Pixels(0.19f), edge, 0.55f);
            canvas.Line(line, sketch.Pixels(0.21f), sketch.Pixels(0.18f), sketch.Pixels(0.15f), skin.Towards(palette.SkinDark, 0.06f * finger));
        }
    }
}
