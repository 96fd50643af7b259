namespace FerKit.Data.Readers;

/// <summary>One part of AffectNet's newer release: <c>images/ID.jpg</c>, and its label in <c>annotations/ID_exp.npy</c>.</summary>
internal static class AffectNetParts
{
    private const string LabelEnd = "_exp.npy";

    /// <summary>Adds the part's pictures; the labels, a small file each, are read on every core.</summary>
    public static void Read(string root, string part, DataSplit split, ExpressionList found)
    {
        string images = Part("images"), annotations = Part("annotations"), within = Places.NameIn(root, images);
        var passed = new PassedOver();
        string[] pictures = passed.PicturesOf(images);
        var labels = new (int? Value, string? Reason)[pictures.Length];
        ParallelWork.For(pictures.Length, 0, i => labels[i] = Label(LabelFile(i)), default);
        for (int i = 0; i < pictures.Length; i++)
        {
            if (labels[i].Value is not { } label) found.Exclude(LabelFile(i), labels[i].Reason!);
            else if (ExpressionTable.AffectNet.Find(label) is not { } expression) found.Exclude(LabelFile(i), $"label {label} is not in 0 .. 7");
            else found.Add(expression, new Sample(root, $"{within}/{pictures[i]}", 0, split));
        }
        NameUnused(annotations, pictures, found);
        foreach (string note in passed.Notes(within)) found.Note(note);

        string Part(string folder) => Places.Folder(Path.Combine(root, part), folder)
            ?? throw new FerKitException($"{OneLine.Of(Path.Combine(root, part))}: has no folder {folder}; unpack AffectNet's {part} whole");

        string LabelFile(int i) => Path.Combine(annotations, Path.GetFileNameWithoutExtension(pictures[i]) + LabelEnd);
    }

    // A label without its picture must be missed, not merely be fewer.
    private static void NameUnused(string annotations, string[] pictures, ExpressionList found)
    {
        var known = pictures.Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        foreach (string name in FolderListing.Files(annotations))
            if (name.EndsWith(LabelEnd, StringComparison.Ordinal) && !known.Contains(name[..^LabelEnd.Length]))
                found.Exclude(Path.Combine(annotations, name), $"labels a picture that is not there: there is no {name[..^LabelEnd.Length]} in images");
    }

    private static (int? Value, string? Reason) Label(string path)
    {
        try { return (NpyScalar.Read(path), null); }
        catch (FerKitException e) { return (null, e.Message); }
    }
}
