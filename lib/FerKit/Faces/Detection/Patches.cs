using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Faces.Detection;

/// <summary>The small pictures of candidates, for R-Net and O-Net.</summary>
internal static class Patches
{
    // Bounds memory: O-Net takes about 1 MB a candidate.
    private const int Batch = 256;

    /// <summary>0 .. 255 to about -1 .. 1.</summary>
    public static Tensor Normalise(Tensor pixels) => (pixels - 127.5f) * (1 / 128f);

    /// <summary>Cuts out each candidate, resamples it by area and shows it to a network.</summary>
    /// <param name="picture">(1, 3, H, W), 0 to 255.</param>
    /// <param name="candidates">Those with no pixel in the picture are dropped.</param>
    /// <param name="side">The side that the network takes.</param>
    /// <param name="network">From pictures (N, 3, side, side) to values (N, K).</param>
    /// <returns>Each candidate that is left, with its K values.</returns>
    public static List<(Candidate Box, float[] Values)> Judge(Tensor picture, IEnumerable<Candidate> candidates, int side, Func<Tensor, Tensor> network)
    {
        int height = (int)picture.shape[2], width = (int)picture.shape[3];
        var judged = new List<(Candidate Box, float[] Values)>();
        foreach (Candidate[] batch in candidates.Where(box => box.PixelsIn(width, height) is not null).Chunk(Batch))
        {
            using var scope = NewDisposeScope();
            var values = network(Normalise(cat([.. batch.Select(box => Cut(picture, box.PixelsIn(width, height)!.Value, side))], 0)));
            float[][] rows = [.. values.contiguous().data<float>().ToArray().Chunk((int)values.shape[1])];
            judged.AddRange(batch.Zip(rows));
        }
        return judged;
    }

    private static Tensor Cut(Tensor picture, (int X, int Y, int Width, int Height) at, int side) =>
        F.interpolate(picture.narrow(2, at.Y, at.Height).narrow(3, at.X, at.Width), size: [side, side], mode: InterpolationMode.Area);
}
