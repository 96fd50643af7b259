using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Faces;
using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Tests.Evaluation;

[Collection("libtorch")]
public sealed class EmbeddingTests
{
    // numpy: u, s, v = svd(rows - mean); points u[:, :2] * s[:2], signs by the largest loading; shares s^2 / sum(s^2).
    private static readonly float[][] Rows = [[2, 0, 1], [1, 3, -1], [0, -1, 2], [4, 1, 0], [-2, 2, 3], [3, -2, 1]];

    private static readonly (double[] X, double[] Y, double ShareX, double ShareY) Expected = (
        [0.75567793, -0.48165723, -0.96403796, 2.47539382, -4.124943, 2.33956644], [-0.33003893, 3.10769782, -1.96459449, 1.30451662, -0.24399898, -1.87358204], 0.59702385, 0.37176298);

    [Fact]
    public void Project_EqualsTheSingularValueDecomposition()
    {
        var (points, shares) = Embedding.Project(Rows);
        Assert.Equal(Expected.X, points.Select(point => point.X), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(Expected.Y, points.Select(point => point.Y), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(Expected.ShareX, shares.X, 1e-6);
        Assert.Equal(Expected.ShareY, shares.Y, 1e-6);
    }

    [Fact]
    public void Project_OfEqualRows_IsOnePoint()
    {
        var (points, shares) = Embedding.Project([[1, 2, 3], [1, 2, 3]]);
        Assert.All(points, point => Assert.Equal((0.0, 0.0), point));
        Assert.Equal((0.0, 0.0), shares);
        Assert.Throws<ArgumentException>(() => Embedding.Project([[1, 2]]));
    }

    [Fact]
    public void Features_OfTheLastPooling_GiveTheLogits()
    {
        using var scope = NewDisposeScope();
        using var set = FaceSet.Draw(FaceLook.Lab, 70, 0, 32, 3);
        using var images = new DeviceImages(set, [.. Enumerable.Range(0, 70)], Normalisation.ImageNet, CPU);
        using var model = new ResNet34(width: 16);
        var features = Embedding.Features(model, images);
        Assert.Equal((70, 128), (features.Count, features[69].Length));
        Assert.True(model.training);
        Assert.Equal(0, ModuleHooks.Count(model));
        var last = model.named_children().Single(one => one.Item1 == "fc").Item2 as TorchSharp.Modules.Linear;
        using var off = no_grad();
        var logits = last!.call(tensor(features.SelectMany(row => row).ToArray(), [70, 128]));
        Assert.Equal(Evaluator.Run(model, images).Probabilities[66], logits.softmax(1)[66].data<float>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Contains("the nearest names are", Assert.Throws<ArgumentException>(() => Embedding.Features(model, images, "pool")).Message);
    }
}
