using System.Numerics;

namespace FerKit.Faces.Drawing;

/// <summary>Clothes, neck, ears, and the skin with its soft hills and hollows.</summary>
internal static class HeadPainter
{
    public static void PaintBody(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        var random = Chance.Of(sketch.Face.SceneSeed, 0xC107);
        Tint cloth = (Tint.White * random.Between(0.1f, 0.8f)).Towards(Tint.Random(random, 0.12f, 0.8f), 0.7f);
        float floor = canvas.Size + sketch.Pixels(1.2f);
        Vector2 throat = head.ToPicture(0, head.Chin * 0.9f, -0.25f);
        Vector2 left = head.ToPicture(-0.54f, 0.55f, -0.3f), right = head.ToPicture(0.54f, 0.55f, -0.3f);
        float half = sketch.Pixels(0.54f);
        var neck = new Outline().Add(left).Add(right).Add(new(throat.X + half, throat.Y + half * 1.2f)).Add(new(throat.X + half, floor))
            .Add(new(throat.X - half, floor)).Add(new(throat.X - half, throat.Y + half * 1.2f));
        canvas.Polygon(neck, palette.Skin.Towards(palette.SkinDark, 0.55f));
        canvas.Own(canvas.Shape);
        float collar = throat.Y + sketch.Pixels(0.3f);
        var shoulders = new Outline().Add(new(throat.X - half * 0.95f, collar)).Add(new(throat.X, collar + half * 0.7f)).Add(new(throat.X + half * 0.95f, collar))
            .Add(new(throat.X + half * 3.4f, collar + half * 0.8f)).Add(new(throat.X + half * 4, floor)).Add(new(throat.X - half * 4, floor))
            .Add(new(throat.X - half * 3.4f, collar + half * 0.8f));
        canvas.Polygon(shoulders, cloth);
        canvas.Own(canvas.Shape);
    }

    /// <summary>An ear: -1 on the left of the picture, 1 on the right.</summary>
    public static void PaintEar(Sketch sketch, int side)
    {
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        Vector2 centre = head.Around(side * 92, 0.02f, 1.05f);
        float across = sketch.Pixels(0.1f + 0.1f * Math.Abs(head.Turn)), down = sketch.Pixels(0.21f);
        canvas.Polygon(Outline.Ellipse(centre, across, down, head.Right), palette.Skin.Towards(palette.Blush, 0.3f));
        canvas.Own(canvas.Shape);
        canvas.Polygon(Outline.Ellipse(centre, across * 0.55f, down * 0.62f, head.Right), palette.SkinDark, 0.45f);
    }

    public static void PaintSkin(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head, Palette palette) = (sketch.Canvas, sketch.Head, sketch.Palette);
        canvas.Head.Fill(head.Silhouette().Points);
        if (Math.Abs(head.Turn) > 0.2f)
            canvas.Head.Include(canvas.Shape.Fill(NosePainter.Profile(sketch).Points));
        canvas.Paint(canvas.Head, palette.Skin);
        canvas.Own(canvas.Head);
        ActionUnits units = sketch.Units;
        sketch.Patch(0, -0.62f, 0.6f, 0.3f, palette.SkinLight, 0.3f);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
        {
            float raised = units.AU6 * sketch.Side(side);
            sketch.Patch(side * 0.42f, -0.15f, 0.32f, 0.24f, palette.SkinDark, 0.3f);
            sketch.Patch(side * 0.6f, 0.36f - 0.06f * raised, 0.34f, 0.26f, palette.Blush, 0.4f + 0.3f * raised);
            sketch.Patch(side * 0.52f, 0.24f - 0.06f * raised, 0.24f, 0.15f, palette.SkinLight, 0.3f + 0.35f * raised);
            sketch.Patch(side * 0.72f, 0.75f, 0.25f, 0.35f, palette.SkinDark, 0.25f + 0.15f * sketch.Identity.Age);
        }
        float lip = sketch.Mouth.LowerEdge;
        sketch.Patch(0, lip + 0.07f, 0.24f, 0.08f, palette.SkinDark, 0.5f);
        sketch.Patch(0, head.Chin - 0.14f, 0.22f, 0.14f, palette.SkinLight, 0.35f);
        // The chin raiser bunches the chin and dimples it.
        sketch.Patch(0, lip + 0.2f, 0.2f, 0.11f, palette.SkinLight, 0.45f * units.AU17);
        foreach (int side in (ReadOnlySpan<int>)[-1, 1])
            sketch.Fold(0.55f * units.AU17, 0.03f, new(side * 0.08f, lip + 0.1f, 0), new(side * 0.2f, lip + 0.16f, 0), new(side * 0.22f, lip + 0.27f, 0));
    }
}
