using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>Built-in faces in the form that training takes.</summary>
public static class FaceSet
{
    /// <summary>Draws the faces of <see cref="BuiltInFaces.Draw"/> in parallel into memory; the caller disposes the set.</summary>
    /// <param name="look">Lab, wild or mix.</param>
    /// <param name="trainCount">Training faces.</param>
    /// <param name="testCount">Test faces, of other people.</param>
    /// <param name="size">Pixels a side, 32 to 1,024.</param>
    /// <param name="seed">Same seed, same faces.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between faces.</param>
    /// <exception cref="ArgumentException">An unknown look, a negative count, a size out of range, or more than 2 GB of pixels.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageSet Draw(
        FaceLook look, int trainCount, int testCount, int size, ulong seed,
        int workers = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        FaceRenderer.CheckSize(size);
        return Draw(BuiltInFaces.Describe(look, trainCount, testCount, seed), size, $"faces:{look.ToString().ToLowerInvariant()}", workers, progress, cancellation);
    }

    /// <summary>As the other, for faces that were chosen or changed before, as by <see cref="FaceCondition"/>.</summary>
    /// <param name="faces">What to draw.</param>
    /// <param name="size">Pixels a side, 32 to 1,024.</param>
    /// <param name="source">What the set is called.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between faces.</param>
    /// <exception cref="ArgumentException">A size out of range, or more than 2 GB of pixels.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImageSet Draw(
        IEnumerable<FaceDescription> faces, int size, string source,
        int workers = 0, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        FaceRenderer.CheckSize(size);
        (FaceDescription Face, int Index)[] numbered = [.. FolderPlan.Numbered(faces)];
        int bytes = 3 * size * size, done = 0;
        if (numbered.Length > Array.MaxLength / bytes)
            throw new ArgumentException($"{numbered.Length} faces of {size} px are over 2 GB: ask for fewer or smaller ones.", nameof(faces));
        var pixels = new byte[numbered.Length * bytes];
        ParallelWork.For(numbered.Length, workers, i =>
        {
            SquarePixels.Write(FaceRenderer.Draw(numbered[i].Face.Parameters, size), size, pixels.AsSpan(i * bytes, bytes));
            progress?.Report(new DataProgress(Interlocked.Increment(ref done), numbered.Length, 0));
        }, cancellation);
        return new ImageSet(
            pixels, size, [.. numbered.Select(one => (long)one.Face.Expression)], [.. numbered.Select(one => one.Face.Split)], [.. numbered.Select(one => one.Face.Subject)],
            [.. numbered.Select(one => PlainLayout.NameOf(one.Face, one.Index))], ExpressionNames.Seven, source);
    }
}
