using System.Globalization;

namespace FerKit.Data.Readers;

/// <summary>
/// FER-2013: <c>fer2013.csv</c> (columns <c>emotion</c>, <c>pixels</c>, <c>Usage</c>; 48 x 48 grey), or its copy in folders
/// (<c>{train,test}/{class}</c>), which has no public test part of its own. Persons are not told.
/// </summary>
public static class Fer2013
{
    private static readonly int[] Train = [3995, 436, 4097, 7215, 4830, 3171, 4965], Public = [467, 56, 496, 895, 653, 415, 607], Private = [491, 55, 528, 879, 594, 416, 626];

    private static readonly PublishedCounts Published = PublishedCounts.Of("the challenge's csv", ExpressionTable.Fer2013.Expressions,
        (DataSplit.Train, Train), (DataSplit.Validation, Public), (DataSplit.Test, Private));

    private static readonly PublishedCounts PublishedFolders = PublishedCounts.Of("the challenge's csv, both tests together", ExpressionTable.Fer2013.Expressions,
        (DataSplit.Train, Train), (DataSplit.Test, [.. Public.Zip(Private, (a, b) => a + b)]));

    /// <summary>Reads the csv's rows, pixels and all (82 MB for the whole set), or lists the folders' pictures.</summary>
    /// <param name="path">The csv, the folder that holds it, or the folder of the copy.</param>
    /// <exception cref="FerKitException">Missing, without one of the columns, or neither layout.</exception>
    public static ImageCollection Read(string path)
    {
        if (File.Exists(path)) return FromCsv(path);
        Places.CheckRoot(path, "fer2013.csv, or its train and test folders");
        path = Places.Unwrapped(path, "fer2013.csv", "train");
        if (Places.ListFile(path, "fer2013.csv", "fer2013/fer2013.csv") is { } csv) return FromCsv(csv);
        Places.CheckParts(path, "fer2013.csv, or the copy's train and test with class folders in them");
        return ExpressionFolders.Read(path, "fer2013", null, PublishedFolders);
    }

    private static ImageCollection FromCsv(string csv)
    {
        var found = new ExpressionList("fer2013");
        int[]? columns = null;
        foreach (var (number, line) in Places.Lines(csv))
        {
            string[] fields = [.. line.Split(',').Select(field => field.Trim(' ', '"'))];
            if (columns is null)
            {
                columns = CsvHeader.Columns(csv, fields, "emotion", "pixels", "Usage");
                continue;
            }
            if (fields.Length <= columns.Max())
                found.Exclude(csv, $"line {number} has {fields.Length} fields, expected {columns.Max() + 1}");
            else if (!int.TryParse(fields[columns[0]], CultureInfo.InvariantCulture, out int label) || ExpressionTable.Fer2013.Find(label) is not { } expression)
                found.Exclude(csv, $"line {number}: emotion '{OneLine.Of(fields[columns[0]])}' is not in 0 .. 6");
            else if (PartOf(fields[columns[2]]) is not { } split)
                found.Exclude(csv, $"line {number}: Usage '{OneLine.Of(fields[columns[2]])}' is none of Training, PublicTest, PrivateTest");
            else if (GreySample.Parse(fields[columns[1]], out byte[] pixels) is { } reason)
                found.Exclude(csv, $"line {number}: {reason}");
            else
                found.Add(expression, new GreySample(csv, $"{fields[columns[2]]}/{number - 2:D5}", split, pixels));
        }
        if (columns is null) throw new FerKitException($"{OneLine.Of(csv)}: is empty, or no ordinary file; expected the columns emotion, pixels, Usage");
        if (found.IsEmpty) throw new FerKitException($"{OneLine.Of(csv)}: lists no pictures, only the names of the columns");
        return found.Collection(Published);
    }

    private static DataSplit? PartOf(string usage) => usage switch
    {
        "Training" => DataSplit.Train,
        "PublicTest" => DataSplit.Validation,
        "PrivateTest" => DataSplit.Test,
        _ => null,
    };
}
