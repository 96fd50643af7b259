using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Faces.Cropping;

/// <summary>Finds, aligns and crops the faces of a folder of photographs.</summary>
public static class FaceCropFolder
{
    /// <summary>
    /// Crops on every core into the same folders under another name, as PNG. Each crop appears whole or not at all; those
    /// that are finished stay when the work is stopped. A photograph that cannot be read, or whose crop's name would be too long, is left out and listed.
    /// </summary>
    /// <param name="input">The folder of photographs, with any folders below it.</param>
    /// <param name="output">The folder to make; it may exist when it is empty. Neither may lie in the other.</param>
    /// <param name="detector">Finds the faces.</param>
    /// <param name="options">Size, margin, alignment, and what becomes of photographs with no face or several.</param>
    /// <param name="progress">Told how far it is, from several threads; may be null.</param>
    /// <param name="cancellation">Stops between photographs.</param>
    /// <exception cref="ArgumentException">The detector does not find what the alignment needs.</exception>
    /// <exception cref="FerKitException">No folder or no pictures in it, an output that holds something or cannot be written; one line.</exception>
    public static FaceCropReport Write(
        string input, string output, IFaceDetector detector, FaceCropOptions options,
        IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        RequireLandmarks(detector, options.Alignment);
        Refuse(input, output);
        var (photographs, notes) = PhotographTree.List(input);
        if (photographs.Count == 0)
            throw new FerKitException($"{OneLine.Of(input)}: holds no pictures ({string.Join(" ", FolderListing.Extensions)})");
        var names = new CropNames(photographs);
        var outcomes = new Outcome[photographs.Count];
        int done = 0, excluded = 0;
        ParallelWork.For(photographs.Count, workers: 0, i =>
        {
            outcomes[i] = Crop(Path.Combine(input, photographs[i]), faces => [.. names.Of(i, faces).Select(name => Path.Combine(output, name))], detector, options);
            if (outcomes[i].Unreadable is not null)
                Interlocked.Increment(ref excluded);
            progress?.Report(new DataProgress(Interlocked.Increment(ref done), photographs.Count, Volatile.Read(ref excluded)));
        }, cancellation);
        var all = photographs.Zip(outcomes).ToArray();
        return new FaceCropReport(
            photographs.Count, outcomes.Sum(one => one.Written),
            [.. all.Where(one => one.Second is { Faces: 0, Unreadable: null }).Select(one => one.First)],
            [.. all.Where(one => one.Second.Faces > 1).Select(one => new FaceCount(one.First, one.Second.Faces))],
            [.. all.Where(one => one.Second.Unaligned > 0).Select(one => new FaceCount(one.First, one.Second.Unaligned))],
            [.. all.Where(one => one.Second.Unreadable is not null).Select(one => new ExcludedImage(one.First, one.Second.Unreadable!))])
        {
            Whole = outcomes.Where(one => one.Faces == 0).Sum(one => one.Written),
            Notes = notes,
        };
    }

    private static Outcome Crop(string path, Func<int, string[]> nameFaces, IFaceDetector detector, FaceCropOptions options)
    {
        RgbImage image;
        try
        {
            image = ImageCodec.Read(path, options.Limits);
        }
        catch (ImageException e)
        {
            return new Outcome(0, 0, 0, OneLine.Of(e.Reason));
        }
        IReadOnlyList<FaceBox> faces = detector.Detect(image);
        RotatedSquare?[] squares = faces.Count switch
        {
            0 => options.None == NoFace.Whole ? [RotatedSquare.InTheMiddleOf(image)] : [],
            > 1 when options.Several is SeveralFaces.Skip or SeveralFaces.Error => [],
            > 1 when options.Several == SeveralFaces.All => [.. faces.Select(face => Aligned(image, face, detector, options))],
            _ => [Aligned(image, faces[0], detector, options)],
        };
        // A null square is one that could not be aligned: the box as it is.
        RgbImage[] crops = [.. squares.Select((square, i) => (square ?? FaceSquare.Of(faces[i]).WithMargin(options.Margin)).Cut(image, options.Size))];
        // The longest name first: if it is too long, none of the photograph's crops is written.
        foreach (var (name, crop) in nameFaces(crops.Length).Zip(crops).Reverse())
        {
            try
            {
                Save(name, crop);
            }
            catch (FerKitException e) when (e.InnerException is PathTooLongException)
            {
                return new Outcome(faces.Count, 0, 0, "the name of its crop is longer than the file system allows; give it a shorter one");
            }
        }
        return new Outcome(faces.Count, crops.Length, squares.Count(square => square is null), null);
    }

    private static RotatedSquare? Aligned(RgbImage image, FaceBox face, IFaceDetector detector, FaceCropOptions options)
    {
        if (options.Alignment == FaceAlignment.None)
            return FaceSquare.Of(face).WithMargin(options.Margin);
        FaceLandmarks? landmarks = detector.FindLandmarks(image, face);
        RotatedSquare? square = options.Alignment == FaceAlignment.Eyes
            ? landmarks is null ? null : FaceSquare.ByEyes(face, landmarks)
            : landmarks?.FivePoints() is { } points ? FaceSquare.ByLandmarks(points) : null;
        return square?.WithMargin(options.Margin);
    }

    private static void Save(string path, RgbImage crop)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(path, e);
        }
        byte[] file = ImageCodec.Default.EncodePng(crop);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private static void RequireLandmarks(IFaceDetector detector, FaceAlignment alignment)
    {
        if (alignment == FaceAlignment.Landmarks && detector.Landmarks != LandmarkKind.FivePoints)
            throw new ArgumentException($"alignment by landmarks needs a detector that finds five; {detector.Description} does not: align by eyes, or use MTCNN.");
        if (alignment == FaceAlignment.Eyes && detector.Landmarks == LandmarkKind.None)
            throw new ArgumentException($"alignment by eyes needs a detector that finds them; {detector.Description} does not here: align by none, or use MTCNN.");
    }

    private static void Refuse(string input, string output)
    {
        if (!Directory.Exists(input))
            throw new FerKitException($"{OneLine.Of(input)}: {(File.Exists(input) ? "is a file; name the folder of photographs" : "no such folder")}");
        if (File.Exists(output))
            throw new FerKitException($"{OneLine.Of(output)}: is a file; name a folder to make");
        string from = PhotographTree.Real(input) + Path.DirectorySeparatorChar, to = PhotographTree.Real(output) + Path.DirectorySeparatorChar;
        if (from.StartsWith(to, StringComparison.Ordinal) || to.StartsWith(from, StringComparison.Ordinal))
            throw new FerKitException($"{OneLine.Of(output)}: lies in {OneLine.Of(input)} or around it; name a folder elsewhere");
        OutputFolder.CheckEmpty(output);
    }

    private readonly record struct Outcome(int Faces, int Written, int Unaligned, string? Unreadable);
}
