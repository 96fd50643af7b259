using FerKit.Data;
using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>A contact sheet of the built-in faces: a column an expression; a row a look, an occluder or a pose.</summary>
public static class FaceSheet
{
    /// <summary>The largest face, in pixels a side.</summary>
    public const int LargestSide = 160;

    private static readonly (string Name, HeadPose Pose)[] Poses =
    [
        ("yaw -45", new() { Yaw = -45 }), ("yaw 20", new() { Yaw = 20 }), ("yaw 45", new() { Yaw = 45 }),
        ("pitch -25", new() { Pitch = -25 }), ("pitch 25", new() { Pitch = 25 }), ("roll 25", new() { Roll = 25 }),
    ];

    /// <summary>Draws the sheet: rows of each look as it samples them, then one clear person a row, occluded or turned.</summary>
    /// <param name="side">Pixels a side of each face, 32 to 160.</param>
    /// <param name="seed">Same seed, same sheet.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side outside 32 to 160.</exception>
    public static RgbImage Draw(int side = 96, ulong seed = 0)
    {
        if (side is < FaceRenderer.SmallestSize or > LargestSide)
            throw new ArgumentOutOfRangeException(nameof(side), side, $"side is {side}: give {FaceRenderer.SmallestSize} to {LargestSide} pixels.");
        var images = new List<RgbImage>();
        var captions = new List<string>();
        void Add(string row, Func<Expression, FaceParameters> face)
        {
            foreach (Expression expression in BuiltInFaces.Expressions)
            {
                images.Add(FaceRenderer.Draw(face(expression), side));
                captions.Add($"{ExpressionNames.Of(expression)}\n{row}");
            }
        }
        foreach (FaceLook look in Enum.GetValues<FaceLook>())
            Add($"look {look.ToString().ToLowerInvariant()}", expression => First(look, expression, seed));
        foreach (Occluders worn in Enum.GetValues<Occluders>())
            Add(worn == Occluders.None ? "clear" : worn.ToString().ToLowerInvariant(), expression => Clear(seed, (ulong)worn, expression) with { Occluders = worn });
        foreach ((string name, HeadPose pose) in Poses)
            Add(name, expression => Clear(seed, 1, expression) with { Pose = pose });
        return ImageGrid.Draw(images, captions, BuiltInFaces.Expressions.Count, new GridStyle("Built-in faces: drawn by the kit, no photographs"));
    }

    private static FaceParameters First(FaceLook look, Expression expression, ulong seed)
    {
        for (int index = 0; ; index++)
            if (BuiltInFaces.Describe(look, DataSplit.Train, index, seed) is var face && face.Expression == expression)
                return face.Parameters;
    }

    private static FaceParameters Clear(ulong seed, ulong person, Expression expression) => new()
    {
        Identity = FaceIdentity.FromSeed(Chance.Of(seed, 0x5EE7, person).NextUInt64()) with { Glasses = false },
        Units = ExpressionUnits.Typical(expression),
        SceneSeed = Chance.Of(seed, 0x5EE8, person).NextUInt64(),
        Clutter = 0.3f,
    };
}
