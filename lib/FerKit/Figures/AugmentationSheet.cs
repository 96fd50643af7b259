using FerKit.Imaging;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Figures;

/// <summary>What augmentations do to faces: a row for the faces as they are, then a row for each augmentation.</summary>
public static class AugmentationSheet
{
    private static readonly Augmentation Nothing = new(false, 0);

    /// <summary>Each augmentation alone, strong enough to be seen, then all of them as one would train with.</summary>
    public static IReadOnlyList<(string Name, Augmentation Augmentation)> Standard { get; } =
    [
        ("flip", Nothing with { Flip = true }),
        ("shift 0.15", Nothing with { Shift = 0.15 }),
        ("rotation 25°", Nothing with { Rotation = 25 }),
        ("brightness 0.5", Nothing with { Brightness = 0.5 }),
        ("contrast 0.7", Nothing with { Contrast = 0.7 }),
        ("saturation 1", Nothing with { Saturation = 1 }),
        ("erasing", Nothing with { Erasing = 1 }),
        ("occlusion", Nothing with { Occlusion = 1 }),
        ("together", new Augmentation { Rotation = 15, Brightness = 0.3, Contrast = 0.3, Saturation = 0.3, Erasing = 0.25, Occlusion = 0.25 }),
    ];

    // The strength on a line of its own: columns may be narrow.
    private static string Broken(string name) => name.LastIndexOf(' ') is var at and > 0 && char.IsDigit(name[at + 1]) ? $"{name[..at]}\n{name[(at + 1)..]}" : name;

    /// <summary>Draws the sheet; a column a face, the names under the first.</summary>
    /// <param name="faces">At least one; pictures of another shape are cut to the square at their centre.</param>
    /// <param name="rows">A name and an augmentation each, such as <see cref="Standard"/>.</param>
    /// <param name="seed">Same seed, same sheet.</param>
    /// <param name="side">Pixels a side at which faces are changed and shown, 32 to 1,024.</param>
    /// <param name="data">What is shown, as titles name it: "built-in wild faces"; null leaves it out.</param>
    /// <exception cref="ArgumentException">No faces.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The side is out of its range.</exception>
    public static RgbImage Draw(
        IReadOnlyList<RgbImage> faces, IReadOnlyList<(string Name, Augmentation Augmentation)> rows, ulong seed, int side = 96, string? data = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, 1024);
        if (faces.Count == 0)
            throw new ArgumentException("There is no face to change.", nameof(faces));
        int bytes = 3 * side * side;
        var planes = new byte[faces.Count * bytes];
        for (int i = 0; i < faces.Count; i++)
            SquarePixels.Write(faces[i], side, planes.AsSpan(i * bytes, bytes));
        using var pixels = tensor(planes, [faces.Count, 3, side, side]);
        var pictures = new List<RgbImage>();
        foreach (var (_, augmentation) in rows.Prepend(("", Nothing)))
        {
            using var changed = augmentation.Apply(pixels, new SeededRandom(seed));
            using var rounded = changed.round().to(ScalarType.Byte);
            byte[] values = rounded.data<byte>().ToArray();
            pictures.AddRange(Enumerable.Range(0, faces.Count).Select(i => SquarePixels.ToImage(values.AsSpan(i * bytes, bytes), side)));
        }
        string[] names = ["as they are", .. rows.Select(row => row.Name)];
        return ImageGrid.Draw(pictures, [.. pictures.Select((_, i) => i % faces.Count == 0 ? Broken(names[i / faces.Count]) : "")], faces.Count, new GridStyle(data is null ? "Augmentation" : $"Augmentation of {data}"));
    }
}
