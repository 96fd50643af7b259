namespace FerKit.Faces.Cropping;

/// <summary>Names the crops of photographs: in the same folders, as PNG, none twice.</summary>
internal sealed class CropNames
{
    private readonly string[] names;
    private readonly HashSet<string> taken;

    /// <summary><c>a.jpg</c> becomes <c>a.png</c>; where there is also an <c>a.bmp</c> both keep their extension: <c>a.jpg.png</c>.</summary>
    public CropNames(IReadOnlyList<string> photographs)
    {
        // Some file systems do not tell capitals from small letters.
        var full = photographs.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shared = photographs.CountBy(path => Path.ChangeExtension(path, null), StringComparer.OrdinalIgnoreCase)
            .Where(one => one.Value > 1 || full.Contains(one.Key)).Select(one => one.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        names = [.. photographs.Select(path => shared.Contains(Path.ChangeExtension(path, null)) ? path : Path.ChangeExtension(path, null))];
        taken = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names for the faces of a photograph, the largest face first.</summary>
    public IEnumerable<string> Of(int photograph, int faces) =>
        Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{names[photograph]}.face{number}").Where(name => !taken.Contains(name))
            .Prepend(names[photograph]).Take(faces).Select(name => name + ".png");
}
