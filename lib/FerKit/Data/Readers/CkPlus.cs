using System.Globalization;
using System.Text.RegularExpressions;
using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>
/// CK+: the distributor's layout (<c>cohn-kanade-images/S005/001/*.png</c>, <c>Emotion/S005/001/*_emotion.txt</c>), of which
/// the last three frames of each labelled sequence are taken, or the common copy of just those 981 frames in class folders.
/// Person and sequence are told by the names. There is no official split: keep persons apart.
/// </summary>
public static partial class CkPlus
{
    /// <summary>Frames taken of a sequence, from its peak backwards, as the common copy does.</summary>
    public const int PeakFrames = 3;

    private static readonly PublishedCounts Published = PublishedCounts.Of("the 327 labelled sequences, three frames each",
        [Expression.Anger, Expression.Contempt, Expression.Disgust, Expression.Fear, Expression.Happiness, Expression.Sadness, Expression.Surprise],
        (DataSplit.None, [135, 54, 177, 75, 207, 84, 249]));

    /// <summary>Lists the frames; none is opened.</summary>
    /// <param name="root">The folder of <c>cohn-kanade-images</c> and <c>Emotion</c>, or of the class folders.</param>
    /// <param name="contempt">What becomes of contempt.</param>
    /// <exception cref="FerKitException">Neither layout, or a copy whose names do not tell the person.</exception>
    public static ImageCollection Read(string root, ContemptChoice contempt = ContemptChoice.Drop)
    {
        Places.CheckRoot(root, "CK+'s cohn-kanade-images and Emotion");
        root = Places.Unwrapped(root, "cohn-kanade-images", "Emotion", "Emotion_labels", "CK+48");
        string? images = Places.Folder(root, "cohn-kanade-images"), labels = Places.Folder(root, "Emotion", "Emotion_labels/Emotion", "Emotion_labels");
        if (images is not null && labels is not null) return FromSequences(root, images, labels, contempt);
        if (images is not null || labels is not null)
            throw new FerKitException($"{OneLine.Of(root)}: has {(images is null ? "Emotion but no cohn-kanade-images" : "cohn-kanade-images but no Emotion")}; unpack both parts of CK+ there");
        string folders = Places.Folder(root, "CK+48") ?? root;
        return FolderListing.Folders(folders).Any(name => ExpressionNames.TryParse(name, out _)) ? FromFolders(folders, contempt)
            : throw new FerKitException($"{OneLine.Of(root)}: holds neither cohn-kanade-images and Emotion nor class folders such as anger; name CK+'s folder");
    }

    private static ImageCollection FromSequences(string root, string images, string labels, ContemptChoice contempt)
    {
        var found = new ExpressionList("ckplus", contempt);
        var passed = new PassedOver();
        int unlabelled = 0, few = 0;
        foreach (string subject in InEither(images, labels))
        {
            foreach (string take in InEither(Path.Combine(images, subject), Path.Combine(labels, subject)))
            {
                string folder = Path.Combine(images, subject, take), within = Places.NameIn(root, folder), sequence = $"{subject}_{take}";
                string[] frames = Directory.Exists(folder) ? passed.PicturesOf(folder) : [];
                string[] files = LabelFiles(Path.Combine(labels, subject, take));
                string? file = files.FirstOrDefault();
                if (file is null) unlabelled++;
                else if (files.Length > 1) found.Exclude(file, $"is one of {files.Length} emotion files of one sequence; keep the right one");
                else if (ReadLabel(file) is not { } expression) found.Exclude(file, "holds no emotion from 0 to 7");
                else if (frames.Length == 0) found.Exclude(file, $"labels a sequence without frames: there are none in {OneLine.Of(within)}");
                else
                {
                    if (frames.Length < PeakFrames) few++;
                    foreach (string frame in frames.TakeLast(PeakFrames))
                        found.Add(expression, new Sample(root, $"{within}/{frame}", 0, DataSplit.None, subject) { Sequence = sequence });
                }
            }
        }
        if (unlabelled > 0) found.Note($"{unlabelled} sequences have no emotion file and are passed over");
        if (few > 0) found.Note($"{few} labelled sequences have fewer than {PeakFrames} frames");
        foreach (string note in passed.Notes("the folders of frames")) found.Note(note);
        return found.Collection(Published);
    }

    // A label without frames must be missed, and frames without a label be counted.
    private static IEnumerable<string> InEither(params string[] folders) =>
        folders.Where(Directory.Exists).SelectMany(FolderListing.Folders).Distinct().Order(StringComparer.Ordinal);

    private static string[] LabelFiles(string folder) => !Directory.Exists(folder) ? []
        : [.. FolderListing.Files(folder).Where(name => name.EndsWith("_emotion.txt", StringComparison.Ordinal)).Select(name => Path.Combine(folder, name))];

    // A number written as in '   3.0000000e+00'.
    private static Expression? ReadLabel(string file)
    {
        string text;
        try { text = Places.Lines(file).Select(line => line.Text).FirstOrDefault(""); }
        catch (FerKitException) { return null; }
        return double.TryParse(text, CultureInfo.InvariantCulture, out double value) && value == Math.Floor(value) && Math.Abs(value) < 100
            ? ExpressionTable.CkPlus.Find((int)value) : null;
    }

    private static ImageCollection FromFolders(string root, ContemptChoice contempt)
    {
        ImageCollection folders = ExpressionFolders.Read(root, "ckplus", contempt, Published);
        Sample[] samples = [.. folders.Samples.Select(sample => FrameName().Match(Path.GetFileName(sample.Path)) is { Success: true } name
            ? sample with { Subject = name.Groups[1].Value, Sequence = $"{name.Groups[1].Value}_{name.Groups[2].Value}" } : sample)];
        return samples.Any(sample => sample.Subject is not null) ? folders with { Samples = samples }
            : throw new FerKitException($"{OneLine.Of(root)}: no file is named as CK+'s frames are, such as S005_001_00000011.png; use folder: for a data set of your own");
    }

    [GeneratedRegex(@"^(S\d+)_(\d+)_\d+\.")]
    private static partial Regex FrameName();
}
