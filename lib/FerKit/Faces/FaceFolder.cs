using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>Writes built-in faces to disk in a data set's own layout, so that its reader loads them.</summary>
public static class FaceFolder
{
    // Layouts are those of real data sets: a file says that these are not.
    private const string Marker = "drawn-by-ferkit.txt";

    /// <summary>Whether a folder was written by this class.</summary>
    public static bool IsDrawn(string folder) => File.Exists(Path.Combine(folder, Marker));

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
    /// <returns>Pictures written: as many as faces, except in sequences.</returns>
    /// <exception cref="ArgumentException">An unknown look or layout, a negative count, no face at all, too many for the layout, or a size out of range.</exception>
    /// <exception cref="FerKitException">The folder holds something or cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was left behind.</exception>
    public static int Write(
        string folder, FaceFolderLayout layout, FaceLook look, int trainCount, int testCount, int size, ulong seed,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        IEnumerable<FaceDescription> faces = BuiltInFaces.Describe(look, trainCount, testCount, seed);
        if (trainCount + (long)testCount == 0)
            throw new ArgumentException("trainCount and testCount are 0: ask for at least one face.", nameof(trainCount));
        return Write(folder, layout, faces, size, progress, cancellation);
    }

    /// <summary>As the other, for faces that were chosen or changed before, as by <see cref="FaceCondition"/>.</summary>
    /// <exception cref="ArgumentException">No face at all, an unknown layout, too many faces for it, or a size out of range.</exception>
    public static int Write(
        string folder, FaceFolderLayout layout, IEnumerable<FaceDescription> faces, int size,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        Ranges.Check(layout, nameof(layout));
        FaceRenderer.CheckSize(size);
        FolderPlan plan = FolderPlan.Of(layout, faces);
        if (plan.Pictures.Count == 0)
            throw new ArgumentException("there are no faces to draw: ask for at least one.", nameof(faces));
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Refuse(target);
        string parent = Path.GetDirectoryName(target) ?? target, temporary = Path.Combine(parent, $".ferkit-{Path.GetRandomFileName()}.tmp");
        try
        {
            Directory.CreateDirectory(temporary);
            foreach (string sub in plan.Pictures.Select(one => one.Path).Concat(plan.Texts.Select(one => one.Path)).Select(path => Path.GetDirectoryName(path)!).Distinct())
                Directory.CreateDirectory(Path.Combine(temporary, sub));
            int done = 0;
            ParallelWork.For(plan.Pictures.Count, workers: 0, i =>
            {
                (string path, FaceParameters face) = plan.Pictures[i];
                RgbImage image = FaceRenderer.Draw(face, size);
                File.WriteAllBytes(Path.Combine(temporary, path), path.EndsWith(".jpg", StringComparison.Ordinal) ? ImageCodec.Default.EncodeJpeg(image) : ImageCodec.Default.EncodePng(image));
                progress?.Report(new DataProgress(Interlocked.Increment(ref done), plan.Pictures.Count, 0));
            }, cancellation);
            foreach ((string path, string text) in plan.Texts)
                File.WriteAllText(Path.Combine(temporary, path), text);
            File.WriteAllText(Path.Combine(temporary, Marker), "These faces were drawn by FerKit. They are not pictures of the data set whose layout they have.\n");
            if (Directory.Exists(target))
                Directory.Delete(target);
            Directory.Move(temporary, target);
            return plan.Pictures.Count;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(folder)}: cannot be written ({OneLine.Of(e.Message)})", e);
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
        OutputFolder.CheckEmpty(target);
    }

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
