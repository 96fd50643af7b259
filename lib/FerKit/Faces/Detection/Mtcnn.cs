using FerKit.Imaging;
using static TorchSharp.torch;

namespace FerKit.Faces.Detection;

/// <summary>
/// The multi-task cascaded networks of Zhang, Zhang, Li and Qiao (IEEE Signal Processing Letters 23, 2016), the paper's
/// detector (section 4.1): P-Net proposes squares at every size, R-Net refines them, O-Net decides and finds five
/// landmarks. Sizes, thresholds and rounding are facenet-pytorch's, and so are boxes and landmarks, with its weights. The kit
/// ships none: <see cref="Load"/> takes a safetensors file. Works on the CPU. Dispose it when no thread uses it any more.
/// </summary>
public sealed class Mtcnn : IFaceDetector, IDisposable
{
    private const int RefinementSide = 24, OutputSide = 48;
    private const float LargestOverlap = 0.7f;

    private readonly MtcnnNetworks networks;
    private readonly MtcnnOptions options;

    internal Mtcnn(MtcnnNetworks networks, MtcnnOptions options) => (this.networks, this.options) = (networks, options);

    /// <inheritdoc/>
    public string Description => "MTCNN (P-Net, R-Net, O-Net)";

    /// <inheritdoc/>
    public LandmarkKind Landmarks => LandmarkKind.FivePoints;

    /// <summary>Takes the weights from a safetensors file.</summary>
    /// <param name="path">
    /// Holds exactly the keys of <see cref="ProposalNet"/> under <c>pnet.</c>, of <see cref="RefinementNet"/> under <c>rnet.</c> and
    /// of <see cref="OutputNet"/> under <c>onet.</c>: <c>weight</c> and <c>bias</c> of each layer, <c>weight</c> of each PReLU, as
    /// <c>MTCNN().state_dict()</c> of facenet-pytorch names them.
    /// </param>
    /// <param name="options">What to look for; null for the defaults.</param>
    /// <exception cref="FerKitException">No safetensors file, or keys that are missing, surplus, of another shape or not finite; one line that names them.</exception>
    public static Mtcnn Load(string path, MtcnnOptions? options = null)
    {
        var networks = new MtcnnNetworks();
        try
        {
            networks.Fill(path);
        }
        catch
        {
            networks.Dispose();
            throw;
        }
        return new Mtcnn(networks, options ?? new MtcnnOptions());
    }

    /// <inheritdoc/>
    public IReadOnlyList<FaceBox> Detect(RgbImage image)
    {
        (RgbImage searched, float across, float down) = SearchSize.Fit(image, options.LongestSide);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var picture = ToTensor(searched);
        var faces = Decide(picture, Refine(picture, Pyramid.Search(networks.Proposal, picture, options)));
        return FaceBox.Order(faces.Select(face => Scaled(face.Box, face.Points, across, down)), image.Width, image.Height);
    }

    /// <summary>Frees the networks.</summary>
    public void Dispose() => networks.Dispose();

    /// <summary>(1, 3, H, W), 0 to 255.</summary>
    internal static Tensor ToTensor(RgbImage image)
    {
        using var interleaved = tensor(image.Pixels, [1, image.Height, image.Width, 3]);
        using var planes = interleaved.permute(0, 3, 1, 2);
        using var floats = planes.to(ScalarType.Float32);
        return floats.contiguous();
    }

    /// <summary>The second stage: squares from squares, the surest first.</summary>
    internal Candidate[] Refine(Tensor picture, IEnumerable<Candidate> candidates)
    {
        var passed = Patches.Judge(picture, candidates, RefinementSide, pictures =>
        {
            var (scores, offsets) = networks.Refinement.call(pictures);
            return cat([scores.unsqueeze(1), offsets], 1);
        }).Where(one => one.Values[0] > options.RefinementThreshold).ToArray();
        Candidate[] boxes = [.. passed.Select(one => one.Box with { Score = one.Values[0] })];
        return [.. BoxSuppression.Keep(boxes, LargestOverlap, Overlap.Union).Select(i => boxes[i].MovedBy(OffsetsOf(passed[i].Values), extra: 1).Squared())];
    }

    /// <summary>The third stage: faces, the surest first, with five landmarks each.</summary>
    internal (Candidate Box, FacePoint[] Points)[] Decide(Tensor picture, IEnumerable<Candidate> candidates)
    {
        var faces = Patches.Judge(picture, candidates, OutputSide, pictures =>
        {
            var (scores, offsets, landmarks) = networks.Output.call(pictures);
            return cat([scores.unsqueeze(1), offsets, landmarks], 1);
        }).Where(one => one.Values[0] > options.OutputThreshold)
          .Select(one => (Box: (one.Box with { Score = one.Values[0] }).MovedBy(OffsetsOf(one.Values), extra: 1), Points: PointsOf(one.Box, one.Values.AsSpan(5)))).ToArray();
        return [.. BoxSuppression.Keep([.. faces.Select(face => face.Box)], LargestOverlap, Overlap.Smaller).Select(i => faces[i])];
    }

    // Behind the score.
    private static Offsets OffsetsOf(float[] values) => new(values[1], values[2], values[3], values[4]);

    // The candidate's pixels are numbered from 1, those of the picture from 0.
    private static FacePoint[] PointsOf(Candidate box, ReadOnlySpan<float> parts)
    {
        var points = new FacePoint[5];
        for (int i = 0; i < 5; i++)
            points[i] = new((box.Width + 1) * parts[i] + box.Left - 1, (box.Height + 1) * parts[5 + i] + box.Top - 1);
        return points;
    }

    private static FaceBox Scaled(Candidate box, FacePoint[] points, float across, float down)
    {
        FacePoint At(int i) => new(points[i].X * across, points[i].Y * down);
        return new(box.Left * across, box.Top * down, box.Width * across, box.Height * down, box.Score) { Landmarks = new(At(0), At(1), At(2), At(3), At(4)) };
    }
}
