using System.Globalization;
using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>
/// RAF-DB, the single-label basic set, as its distributor ships it (<c>EmoLabel/list_patition_label.txt</c> and
/// <c>Image/aligned</c> or <c>Image/original</c>, with or without the folder <c>basic</c> above them), or one of its copies
/// in folders (<c>{train,test}/{1..7}</c> in its own numbers, or <c>{0..6}</c> in the paper's). Persons are not told.
/// </summary>
public static class RafDb
{
    private static readonly PublishedCounts Published = PublishedCounts.Of("RAF-DB's README", ExpressionTable.RafDb.Expressions,
        (DataSplit.Train, [1290, 281, 717, 4772, 1982, 705, 2524]), (DataSplit.Test, [329, 74, 160, 1185, 478, 162, 680]));

    /// <summary>Lists the pictures; none is opened.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="original">
    /// The photographs instead of the aligned faces, cut to the boxes of <c>Annotation/boundingbox</c> where they are there.
    /// </param>
    /// <exception cref="FerKitException">The folder holds none of the layouts, or its list cannot be read.</exception>
    public static ImageCollection Read(string root, bool original = false)
    {
        Places.CheckRoot(root, "RAF-DB's EmoLabel and Image");
        root = Places.Unwrapped(root, "basic", "EmoLabel", "DATASET", "train", "list_patition_label.txt", "list_partition_label.txt");
        string basic = Places.Folder(root, "basic") ?? root;
        string? list = Places.ListFile(basic, "EmoLabel/list_patition_label.txt", "EmoLabel/list_partition_label.txt", "list_patition_label.txt", "list_partition_label.txt");
        if (list is not null) return FromList(root, basic, list, original);
        string folders = Places.Folder(root, "DATASET") ?? root;
        if (Places.Folder(folders, "train") is not { } train || Places.Folder(folders, "test") is not { } test)
            throw new FerKitException($"{OneLine.Of(root)}: holds neither EmoLabel/list_patition_label.txt nor train and test folders; name the folder 'basic' of RAF-DB or the one above it");
        return original
            ? throw new FerKitException($"{OneLine.Of(root)}: is a copy in class folders, which holds the aligned faces alone; use rafdb: instead of rafdb-original:")
            : FromFolders(folders, Path.GetFileName(train), Path.GetFileName(test));
    }

    private static ImageCollection FromList(string root, string basic, string list, bool original)
    {
        string folder = Places.Folder(basic, original ? "Image/original" : "Image/aligned", original ? "original" : "aligned")
            ?? throw new FerKitException($"{OneLine.Of(basic)}: has no folder Image/{(original ? "original" : "aligned")}; unpack {(original ? "original" : "aligned")}.zip of RAF-DB there");
        string? boxes = original ? Places.Folder(basic, "Annotation/boundingbox") : null;
        var found = new ExpressionList(original ? "rafdb-original" : "rafdb");
        string within = Places.NameIn(root, folder);
        int cut = 0;
        foreach (var (number, line) in Places.Lines(list))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length != 2 || !Places.IsInside(words[0]) || PartOf(words[0]) is not { } split || !int.TryParse(words[1], CultureInfo.InvariantCulture, out int label))
                found.Exclude(list, $"line {number} is '{OneLine.Of(line)}', expected a name such as train_00001.jpg and a label");
            else if (ExpressionTable.RafDb.Find(label) is not { } expression)
                found.Exclude(list, $"line {number}: label {label} of {OneLine.Of(words[0])} is not in 1 .. 7");
            else
            {
                string stem = Path.GetFileNameWithoutExtension(words[0]);
                var sample = new Sample(root, $"{within}/{(original ? words[0] : $"{stem}_aligned.jpg")}", 0, split);
                string box = Path.Combine(boxes ?? "", $"{stem}_boundingbox.txt");
                if (boxes is null) found.Add(expression, sample);
                else if (!File.Exists(box)) found.Exclude(box, "no such file: every photograph needs its face box, or Annotation/boundingbox must not be there at all");
                else if (Box(box) is not { } face) found.Exclude(box, "is no box: expected left, top, right and bottom edge");
                else
                {
                    found.Add(expression, sample with { Face = face });
                    cut++;
                }
            }
        }
        if (found.IsEmpty) throw new FerKitException($"{OneLine.Of(list)}: lists no pictures; it should have a line such as 'train_00001.jpg 5' for each");
        found.NoteUnlisted(folder, within);
        if (original)
        {
            found.Set("cut_to_boxes", $"{cut}");
            found.Note(boxes is null ? "there is no Annotation/boundingbox, so the photographs are whole" : $"{cut} photographs are cut to the boxes of Annotation/boundingbox");
        }
        return found.Collection(Published);
    }

    private static DataSplit? PartOf(string name) =>
        name.StartsWith("train_", StringComparison.Ordinal) ? DataSplit.Train : name.StartsWith("test_", StringComparison.Ordinal) ? DataSplit.Test : null;

    // Left, top, right and bottom edge, in pixels; null when the file holds something else.
    private static FaceBox? Box(string path)
    {
        string text;
        try { text = Places.Lines(path).Select(line => line.Text).FirstOrDefault(""); }
        catch (FerKitException) { return null; }
        double[] edges = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out double value) ? value : double.NaN)];
        return edges.Length == 4 && edges.All(double.IsFinite) && edges[2] > edges[0] && edges[3] > edges[1]
            ? new FaceBox((float)edges[0], (float)edges[1], (float)(edges[2] - edges[0]), (float)(edges[3] - edges[1]), 1) : null;
    }

    private static ImageCollection FromFolders(string root, string train, string test)
    {
        var found = new ExpressionList("rafdb");
        var passed = new PassedOver();
        ExpressionTable table = Numbers(Path.Combine(root, train));
        found.Note(table == ExpressionTable.RafDb ? "class folders 1 .. 7 are taken in RAF-DB's own order: 1 surprise, 2 fear, ..., 7 neutral"
            : "class folders 0 .. 6 are taken in the paper's order: 0 neutral, 1 happiness, ..., 6 anger; a copy numbered otherwise is read wrongly");
        foreach (var (part, split) in new[] { (train, DataSplit.Train), (test, DataSplit.Test) })
        {
            foreach (string number in FolderListing.Folders(Path.Combine(root, part)))
            {
                string folder = Path.Combine(root, part, number);
                if (!int.TryParse(number, CultureInfo.InvariantCulture, out int label) || table.Find(label) is not { } expression)
                    throw new FerKitException($"{OneLine.Of(folder)}: is none of the classes {table.First} .. {table.Last}; move it away");
                foreach (string picture in passed.PicturesOf(folder))
                    found.Add(expression, new Sample(root, $"{part}/{number}/{picture}", 0, split));
            }
        }
        foreach (string note in passed.Notes("the class folders")) found.Note(note);
        return found.Collection(Published);
    }

    // A folder 7 is the distributor's numbering, a folder 0 the paper's.
    private static ExpressionTable Numbers(string train)
    {
        string[] names = FolderListing.Folders(train);
        bool own = names.Contains("7"), papers = names.Contains("0");
        return own == papers
            ? throw new FerKitException($"{OneLine.Of(train)}: has {(own ? "both a folder 0 and a folder 7" : "neither a folder 0 nor a folder 7")}, so the numbers of its classes are not clear; expected 1 .. 7 (RAF-DB's) or 0 .. 6 (the paper's)")
            : own ? ExpressionTable.RafDb : ExpressionTable.Paper;
    }
}
