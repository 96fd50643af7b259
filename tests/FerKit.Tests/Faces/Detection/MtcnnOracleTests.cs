using System.Text.Json;
using FerKit.Faces;
using FerKit.Faces.Detection;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Faces.Detection;

/// <summary>Networks, stages and faces of MTCNN against PyTorch; fixtures/make_mtcnn.py makes the numbers.</summary>
[Collection("libtorch")]
public sealed class MtcnnOracleTests : IDisposable
{
    // Pixels, and parts of a box.
    private const double Tolerance = 1e-3, NetworkTolerance = 2e-5;

    private static readonly JsonElement Oracle =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "mtcnn.json"))).RootElement;

    private static readonly MtcnnOptions Options = new()
    {
        ProposalThreshold = Oracle.GetProperty("thresholds")[0].GetSingle(),
        RefinementThreshold = Oracle.GetProperty("thresholds")[1].GetSingle(),
        OutputThreshold = Oracle.GetProperty("thresholds")[2].GetSingle(),
    };

    private readonly MtcnnNetworks networks = FixtureNoise.Networks();
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Tensor picture = Mtcnn.ToTensor(FixtureNoise.Picture());

    [Fact]
    public void Networks_Parameters_AreAsManyAsPublished()
    {
        Assert.Equal(6632, networks.Proposal.parameters().Sum(one => one.numel()));
        Assert.Equal(100178, networks.Refinement.parameters().Sum(one => one.numel()));
        Assert.Equal(389040, networks.Output.parameters().Sum(one => one.numel()));
    }

    [Fact]
    public void Scales_OfAPicture_AreThePyramids() =>
        Assert.Equal(Rows("scales"), Pyramid.Scales(120, 96, Options));

    [Fact]
    public void Level_OfEachSize_PassesAsManyCells()
    {
        using var off = no_grad();
        int[] cells = [.. Pyramid.Scales(120, 96, Options).Select(scale => Pyramid.Level(networks.Proposal, picture, scale, Options.ProposalThreshold).Count)];
        Assert.Equal(Oracle.GetProperty("cells").EnumerateArray().Select(one => one.GetInt32()), cells);
    }

    [Fact]
    public void Search_OfAPicture_ProposesTheSquares() => AssertNear("proposed", Proposed().Select(Values), Tolerance);

    [Fact]
    public void RefinementNet_OnPatches_GivesScoresAndOffsets() => AssertNear("rnet", Patches.Judge(picture, Proposed().Take(4), 24, pictures =>
    {
        var (scores, offsets) = networks.Refinement.call(pictures);
        return cat([scores.unsqueeze(1), offsets], 1);
    }).Select(one => one.Values), NetworkTolerance);

    [Fact]
    public void OutputNet_OnPatches_GivesScoresOffsetsAndLandmarks() => AssertNear("onet", Patches.Judge(picture, Refined().Take(4), 48, pictures =>
    {
        var (scores, offsets, landmarks) = networks.Output.call(pictures);
        return cat([scores.unsqueeze(1), offsets, landmarks], 1);
    }).Select(one => one.Values), NetworkTolerance);

    [Fact]
    public void Refine_OfTheProposals_GivesTheSquares() => AssertNear("refined", Refined().Select(Values), Tolerance);

    [Fact]
    public void Decide_OfTheRefined_GivesBoxesAndLandmarks() => AssertNear("faces", Stages().Decide(picture, Refined())
        .Select(face => (float[])[.. Values(face.Box), .. face.Points.SelectMany(point => (float[])[point.X, point.Y])]), Tolerance);

    [Fact]
    public void Detect_InThePicture_GivesTheSameFacesInsideIt()
    {
        using var detector = new Mtcnn(FixtureNoise.Networks(), Options);
        IReadOnlyList<FaceBox> faces = detector.Detect(FixtureNoise.Picture());
        FaceBox[] expected = FaceBox.Order(Oracle.GetProperty("faces").EnumerateArray().Select(row => row.EnumerateArray().Select(one => one.GetSingle()).ToArray())
            .Select(row => new FaceBox(row[0], row[1], row[2] - row[0], row[3] - row[1], row[4]) { Landmarks = new(new(row[5], row[6]), new(row[7], row[8])) }), 120, 96);
        Assert.Equal(expected.Length, faces.Count);
        foreach (var (want, got) in expected.Zip(faces))
        {
            Assert.Equal(want.X, got.X, Tolerance);
            Assert.Equal(want.Y, got.Y, Tolerance);
            Assert.Equal(want.Width, got.Width, Tolerance);
            Assert.Equal(want.Height, got.Height, Tolerance);
            Assert.Equal(want.Landmarks!.RightEye.X, got.Landmarks!.RightEye.X, Tolerance);
            Assert.Equal(5, got.Landmarks.FivePoints()!.Length);
        }
    }

    [Fact]
    public void Detect_FromManyThreads_AgreesWithOne()
    {
        using var detector = new Mtcnn(FixtureNoise.Networks(), Options);
        var image = FixtureNoise.Picture();
        IReadOnlyList<FaceBox> expected = detector.Detect(image);
        Parallel.For(0, 8, _ => Assert.Equal(expected, detector.Detect(image)));
    }

    public void Dispose()
    {
        scope.Dispose();
        networks.Dispose();
    }

    private Mtcnn Stages() => new(networks, Options);

    private List<Candidate> Proposed()
    {
        using var off = no_grad();
        return Pyramid.Search(networks.Proposal, picture, Options);
    }

    private Candidate[] Refined()
    {
        using var off = no_grad();
        return Stages().Refine(picture, Proposed());
    }

    private static float[] Values(Candidate box) => [box.Left, box.Top, box.Right, box.Bottom, box.Score];

    private static IEnumerable<double> Rows(string name) => Oracle.GetProperty(name).EnumerateArray().Select(one => one.GetDouble());

    private static void AssertNear(string name, IEnumerable<float[]> rows, double tolerance)
    {
        double[][] wanted = [.. Oracle.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(one => one.GetDouble()).ToArray())];
        float[][] got = [.. rows];
        Assert.Equal(wanted.Length, got.Length);
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.Equal(wanted[i].Length, got[i].Length);
            for (int j = 0; j < wanted[i].Length; j++)
                Assert.True(Math.Abs(wanted[i][j] - got[i][j]) <= tolerance, $"{name} [{i}, {j}] is {got[i][j]}, PyTorch has {wanted[i][j]}");
        }
    }
}
