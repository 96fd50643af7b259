using System.Globalization;
using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>
/// AffectNet, its manually labelled part: <c>training.csv</c>, <c>validation.csv</c> and <c>Manually_Annotated_Images</c>, cut
/// to the boxes that the csv gives; or the newer release, <c>{train,val}_set/{images,annotations}</c>, already cut. The
/// validation part is the test: the distributor keeps its own test to itself. Persons are not told.
/// </summary>
public static class AffectNet
{
    private const int NoExpression = 10;
    private const string NoBox = "NULL";

    private static readonly int[] Train = [74_874, 134_415, 25_459, 14_090, 6_378, 3_803, 24_882, 3_750];

    private static readonly PublishedCounts Published = PublishedCounts.Of("Mollahosseini et al. 2017", ExpressionTable.AffectNet.Expressions,
        (DataSplit.Train, Train), (DataSplit.Test, [500, 500, 500, 500, 500, 500, 500, 500]));

    // Of the newer validation part only the sum, 3,999, is known.
    private static readonly PublishedCounts PublishedNewer = new("the newer release's description",
    [
        .. PublishedCounts.Of("", ExpressionTable.AffectNet.Expressions, (DataSplit.Train, Train)).Counts, new(DataSplit.Test, null, 3_999),
    ]);

    /// <summary>Lists the pictures; none is opened.</summary>
    /// <param name="root">The folder of the lists, or of <c>train_set</c> and <c>val_set</c>.</param>
    /// <param name="contempt">What becomes of contempt.</param>
    /// <exception cref="FerKitException">Neither layout, or a list without one of the columns.</exception>
    public static ImageCollection Read(string root, ContemptChoice contempt = ContemptChoice.Drop)
    {
        Places.CheckRoot(root, "AffectNet's lists, or its train_set and val_set");
        root = Places.Unwrapped(root, "train_set", "val_set", "Manually_Annotated_Images", "Manually_Annotated", "training.csv");
        var found = new ExpressionList("affectnet", contempt);
        string[] newer = [.. new[] { "train_set", "val_set" }.Where(part => Directory.Exists(Path.Combine(root, part)))];
        if (newer.Length > 0)
        {
            foreach (string part in newer) AffectNetParts.Read(root, part, part == "train_set" ? DataSplit.Train : DataSplit.Test, found);
            return found.Collection(PublishedNewer);
        }
        foreach (var (name, split) in new[] { ("training.csv", DataSplit.Train), ("validation.csv", DataSplit.Test) })
        {
            string list = Places.ListFile(root, name, $"Manually_Annotated_file_lists/{name}")
                ?? throw new FerKitException($"{OneLine.Of(root)}: has neither {name} nor train_set and val_set; name AffectNet's folder");
            ReadList(root, list, split, found);
        }
        if (found.IsEmpty) throw new FerKitException($"{OneLine.Of(root)}: training.csv and validation.csv list no pictures with an expression");
        return found.Collection(Published);
    }

    private static void ReadList(string root, string list, DataSplit split, ExpressionList found)
    {
        string images = Places.Folder(root, "Manually_Annotated_Images", "Manually_Annotated/Manually_Annotated_Images")
            ?? throw new FerKitException($"{OneLine.Of(root)}: has no folder Manually_Annotated_Images; unpack AffectNet's pictures there");
        int[]? columns = null;
        int without = 0, whole = 0;
        foreach (var (number, line) in Places.Lines(list))
        {
            string[] fields = [.. line.Split(',').Select(field => field.Trim(' ', '"'))];
            if (columns is null)
            {
                // Some copies of validation.csv have no header; their columns stand in the same order.
                bool header = !fields[0].Contains('/');
                columns = header ? CsvHeader.Columns(list, fields, "subDirectory_filePath", "expression", "face_x", "face_y", "face_width", "face_height") : [0, 6, 1, 2, 3, 4];
                if (header) continue;
            }
            if (fields.Length <= columns.Max())
                found.Exclude(list, $"line {number} has {fields.Length} fields, expected {columns.Max() + 1}");
            else if (!Places.IsInside(fields[columns[0]]))
                found.Exclude(list, $"line {number}: '{OneLine.Of(fields[columns[0]])}' is no file within Manually_Annotated_Images");
            else if (!int.TryParse(fields[columns[1]], CultureInfo.InvariantCulture, out int label) || label is < 0 or > NoExpression)
                found.Exclude(list, $"line {number}: expression '{OneLine.Of(fields[columns[1]])}' is not in 0 .. 10");
            else if (ExpressionTable.AffectNet.Find(label) is not { } expression)
                without++;
            else if (columns[2..].All(column => fields[column] == NoBox))
            {
                whole++;
                found.Add(expression, new Sample(images, fields[columns[0]], 0, split));
            }
            else if (Box([.. columns[2..].Select(column => fields[column])]) is { } face)
                found.Add(expression, new Sample(images, fields[columns[0]], 0, split) { Face = face });
            else
                found.Exclude(list, $"line {number}: '{OneLine.Of(string.Join(',', columns[2..].Select(column => fields[column])))}' is no face box: expected x, y, width and height in pixels, or {NoBox}");
        }
        if (columns is null) throw new FerKitException($"{OneLine.Of(list)}: is empty, or no ordinary file; expected a picture a line");
        if (without > 0) found.Note($"{Path.GetFileName(list)}: {without} rows without an expression (none, uncertain, no face) passed over");
        if (whole > 0) found.Note($"{Path.GetFileName(list)}: {whole} pictures whose face box is {NoBox} are left whole");
    }

    private static FaceBox? Box(string[] fields)
    {
        float[] values = [.. fields.Select(field => float.TryParse(field, CultureInfo.InvariantCulture, out float value) ? value : float.NaN)];
        return values.All(float.IsFinite) && values[2] > 0 && values[3] > 0 ? new FaceBox(values[0], values[1], values[2], values[3], 1) : null;
    }
}
