using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Faces.Detection;

/// <summary>MTCNN's first stage: P-Net over the picture in falling sizes, so that its 12-pixel cell meets faces of every size.</summary>
internal static class Pyramid
{
    private const int Cell = 12, Stride = 2;
    private const float OverlapInOneSize = 0.5f, OverlapOverall = 0.7f;

    // Trained weights propose some hundreds. Others, which take everything for a face, must not stall the suppression.
    private const int MostOfOneSize = 10_000;

    /// <summary>The sizes at which a picture is searched, as factors of its own.</summary>
    public static IEnumerable<double> Scales(long width, long height, MtcnnOptions options)
    {
        double scale = Cell / options.SmallestFace;
        for (double side = Math.Min(width, height) * scale; side >= Cell; side *= options.PyramidFactor)
        {
            yield return scale;
            scale *= options.PyramidFactor;
        }
    }

    /// <summary>Squares that may hold a face.</summary>
    /// <param name="net">P-Net.</param>
    /// <param name="picture">(1, 3, H, W), 0 to 255.</param>
    /// <param name="options">Sizes and threshold.</param>
    public static List<Candidate> Search(ProposalNet net, Tensor picture, MtcnnOptions options)
    {
        var found = new List<(Candidate Box, Offsets Offsets)>();
        foreach (double scale in Scales(picture.shape[3], picture.shape[2], options))
            found.AddRange(Suppress(Level(net, picture, scale, options.ProposalThreshold), OverlapInOneSize));
        return [.. Suppress(found, OverlapOverall).Select(one => one.Box.MovedBy(one.Offsets, extra: 0).Squared())];
    }

    /// <summary>The cells of one size that pass, not yet moved by their offsets.</summary>
    internal static List<(Candidate Box, Offsets Offsets)> Level(ProposalNet net, Tensor picture, double scale, float threshold)
    {
        using var scope = NewDisposeScope();
        var resized = F.interpolate(picture, size: [(long)(picture.shape[2] * scale + 1), (long)(picture.shape[3] * scale + 1)], mode: InterpolationMode.Area);
        var (scores, offsets) = net.call(Patches.Normalise(resized));
        int columns = (int)scores.shape[2], cells = (int)scores.numel();
        float[] score = scores.contiguous().data<float>().ToArray(), offset = offsets.contiguous().data<float>().ToArray();
        float size = (float)scale;
        var found = new List<(Candidate Box, Offsets Offsets)>();
        for (int i = 0; i < cells; i++)
        {
            if (!(score[i] >= threshold)) continue;
            int x = i % columns * Stride, y = i / columns * Stride;
            found.Add((
                new(MathF.Floor((x + 1) / size), MathF.Floor((y + 1) / size), MathF.Floor((x + Cell) / size), MathF.Floor((y + Cell) / size), score[i]),
                new(offset[i], offset[cells + i], offset[2 * cells + i], offset[3 * cells + i])));
        }
        return found.Count <= MostOfOneSize ? found : [.. found.OrderByDescending(one => one.Box.Score).Take(MostOfOneSize)];
    }

    private static IEnumerable<(Candidate Box, Offsets Offsets)> Suppress(List<(Candidate Box, Offsets Offsets)> found, float threshold) =>
        BoxSuppression.Keep([.. found.Select(one => one.Box)], threshold, Overlap.Union).Select(i => found[i]);
}
