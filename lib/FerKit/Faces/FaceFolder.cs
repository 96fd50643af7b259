using System.Text;
using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>Writes built-in faces to disk in a data set's own layout, so that its reader loads them.</summary>
public static class FaceFolder
{
    // RAF-DB's own numbers of the expressions, in the order of Expression.
    private static readonly int[] RafNumbers = [7, 4, 5, 1, 2, 3, 6];

    /// <summary>
    /// Draws the faces of <see cref="BuiltInFaces.Draw"/> on every core and writes them. The folder appears when all
    /// are written: until then, and after a failure, there is nothing under its name.
    /// </summary>
    /// <param name="folder">The folder to make; it may exist when it is empty. Folders above it are made.</param>
    /// <param name="layout">How files are named and laid out.</param>
    /// <param name="look">Lab, wild or mix.</param>
    /// <param name="trainCount">Training faces.</param>
    /// <param name="testCount">Test faces, of other people.</param>
    /// <param name="size">Pixels a side, 32 to 1,024; RAF-DB's are 100.</param>
    /// <param name="seed">Same seed, same files.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between faces.</param>
    /// <exception cref="ArgumentException">An unknown look or layout, a negative count, no face at all, or a size out of range.</exception>
    /// <exception cref="FerKitException">The folder holds something or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was left behind.</exception>
    public static void Write(
        string folder, FaceFolderLayout layout, FaceLook look, int trainCount, int testCount, int size, ulong seed,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        Ranges.Check(layout, nameof(layout));
        FaceRenderer.CheckSize(size);
        FaceDescription[] faces = [.. BuiltInFaces.Describe(look, trainCount, testCount, seed)];
        if (faces.Length == 0)
            throw new ArgumentException("trainCount and testCount are 0: ask for at least one face.", nameof(trainCount));
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Refuse(target);
        string parent = Path.GetDirectoryName(target) ?? target, temporary = Path.Combine(parent, $".ferkit-{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(temporary);
            string[] paths = [.. faces.Select((face, i) => Path.Combine(temporary, PathOf(layout, face, face.Split == DataSplit.Train ? i : i - trainCount)))];
            foreach (string sub in paths.Select(path => Path.GetDirectoryName(path)!).Distinct())
                Directory.CreateDirectory(sub);
            int done = 0;
            Parallel.For(0, faces.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                RgbImage image = faces[i].Draw(size).Image;
                File.WriteAllBytes(paths[i], layout == FaceFolderLayout.RafDb ? ImageCodec.Default.EncodeJpeg(image) : ImageCodec.Default.EncodePng(image));
                progress?.Report(new DataProgress(Interlocked.Increment(ref done), faces.Length, 0));
            });
            if (layout == FaceFolderLayout.RafDb)
                WriteRafLabels(temporary, faces, trainCount);
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(temporary, target);
        }
        catch (Exception e) when (Cause(e) is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(folder)}: cannot be written ({OneLine.Of(Cause(e).Message)})", e);
        }
        finally
        {
            DeleteQuietly(temporary);
        }
    }

    private static void Refuse(string target)
    {
        if (File.Exists(target))
            throw new FerKitException($"{OneLine.Of(target)}: is a file; name a folder to make");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
            throw new FerKitException($"{OneLine.Of(target)}: holds files already; name a new folder, or empty this one");
    }

    /// <summary>A face's name in the plain layout: <c>train/happiness/00001_s0012.png</c>.</summary>
    internal static string NameOf(FaceDescription face, int index) =>
        $"{(face.Split == DataSplit.Train ? "train" : "test")}/{ExpressionNames.Of(face.Expression)}/{index:D5}_{face.Subject}.png";

    private static string PathOf(FaceFolderLayout layout, FaceDescription face, int index) =>
        layout == FaceFolderLayout.RafDb
            ? Path.Combine("basic", "Image", "aligned", $"{RafName(face.Split, index)}_aligned.jpg")
            : NameOf(face, index).Replace('/', Path.DirectorySeparatorChar);

    private static string RafName(DataSplit split, int index) => split == DataSplit.Train ? $"train_{index + 1:D5}" : $"test_{index + 1:D4}";

    private static void WriteRafLabels(string root, FaceDescription[] faces, int trainCount)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < faces.Length; i++)
            lines.Append($"{RafName(faces[i].Split, i < trainCount ? i : i - trainCount)}.jpg {RafNumbers[(int)faces[i].Expression]}\n");
        string labels = Path.Combine(root, "basic", "EmoLabel");
        Directory.CreateDirectory(labels);
        File.WriteAllText(Path.Combine(labels, "list_patition_label.txt"), lines.ToString());
    }

    /// <summary>What went wrong on the first of the threads that failed.</summary>
    private static Exception Cause(Exception e) => e is AggregateException { InnerException: { } inner } ? inner : e;

    /// <summary>Deletes what is left of a failed write; a failure here must not hide the first one.</summary>
    private static void DeleteQuietly(string temporary)
    {
        try
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
