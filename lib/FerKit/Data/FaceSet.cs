using FerKit.Faces;

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
        FaceDescription[] faces = [.. BuiltInFaces.Describe(look, trainCount, testCount, seed)];
        int bytes = 3 * size * size, done = 0;
        if (faces.Length > Array.MaxLength / bytes)
            throw new ArgumentException($"{faces.Length} faces of {size} px are over 2 GB: ask for fewer or smaller ones.", nameof(trainCount));
        var pixels = new byte[faces.Length * bytes];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount };
        Parallel.For(0, faces.Length, options, i =>
        {
            SquarePixels.Write(FaceRenderer.Draw(faces[i].Parameters, size), size, pixels.AsSpan(i * bytes, bytes));
            progress?.Report(new DataProgress(Interlocked.Increment(ref done), faces.Length, 0));
        });
        return new ImageSet(
            pixels, size, [.. faces.Select(face => (long)face.Expression)], [.. faces.Select(face => face.Split)], [.. faces.Select(face => face.Subject)],
            [.. faces.Select((face, i) => FaceFolder.NameOf(face, i < trainCount ? i : i - trainCount))], ExpressionNames.Seven, $"faces:{look.ToString().ToLowerInvariant()}");
    }
}
