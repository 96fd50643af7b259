using System.Text.Json;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Tests.Models;

/// <summary>Narrow networks in double precision against PyTorch; fixtures/make_models.py makes the numbers.</summary>
[Collection("libtorch")]
public sealed class ModelOracleTests
{
    private const double Relative = 1e-7, Absolute = 1e-12;

    private static readonly JsonElement Oracle =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "models.json"))).RootElement;

    [Theory]
    [InlineData("resnet34", "eval")]
    [InlineData("resnet34", "train")]
    [InlineData("gclnet", "eval")]
    [InlineData("gclnet", "train")]
    public void Model_WithGivenWeights_EqualsPyTorch(string name, string mode)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name);
        var expected = Oracle.GetProperty(name);
        // The fixture's training pass came second; statistics of the first, in evaluation mode, do not change.
        model.train(mode == "train");
        var images = Fill([2, 3, 64, 48], 5, 1, 0);
        var logits = model.call(images);
        var loss = F.cross_entropy(logits, tensor([1L, 4L]));
        loss.backward();

        var measured = expected.GetProperty(mode);
        double[] wanted = [.. measured.GetProperty("logits").EnumerateArray().Select(one => one.GetDouble())];
        Assert.Equal(wanted.Length, logits.numel());
        foreach (var (want, got) in wanted.Zip(logits.data<double>().ToArray())) AssertNear(want, got, "logits");
        AssertNear(measured.GetProperty("loss").GetDouble(), loss.item<double>(), "loss");
        var gradients = measured.GetProperty("gradients");
        var parameters = model.named_parameters().ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Assert.Equal(gradients.EnumerateObject().Select(one => one.Name).Order(StringComparer.Ordinal), parameters.Keys.Order(StringComparer.Ordinal));
        foreach (var one in gradients.EnumerateObject())
            AssertNear(one.Value.GetDouble(), parameters[one.Name].grad!.norm().item<double>(), one.Name);
    }

    [Fact]
    public void ResNet34_InTraining_UpdatesRunningStatisticsAsPyTorch()
    {
        using var scope = NewDisposeScope();
        using var model = Make("resnet34");
        model.train();
        using (no_grad()) model.call(Fill([2, 3, 64, 48], 5, 1, 0));
        double[] wanted = [.. Oracle.GetProperty("resnet34").GetProperty("running_mean").EnumerateArray().Select(one => one.GetDouble())];
        double[] got = model.get_buffer("bn1.running_mean")!.data<double>().ToArray();
        foreach (var (want, have) in wanted.Zip(got)) AssertNear(want, have, "running mean");
    }

    private static void AssertNear(double want, double got, string what) =>
        Assert.True(Math.Abs(want - got) <= Relative * Math.Abs(want) + Absolute, $"{what}: {got:R}, PyTorch has {want:R}");

    private static Module<Tensor, Tensor> Make(string name)
    {
        Module<Tensor, Tensor> model = name == "gclnet" ? new GclNet(GclNetPresets.Tiny with { Width = 8 }) : new ResNet34(width: 8);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var state = model.state_dict();
        int number = 0;
        foreach (string key in state.Keys.Order(StringComparer.Ordinal))
        {
            var target = state[key];
            int index = number++;
            if (key.EndsWith("num_batches_tracked", StringComparison.Ordinal)) continue;
            var (scale, offset) = key.EndsWith("running_var", StringComparison.Ordinal) ? (0.3, 1.0)
                : IsBatchNorm(key) ? (0.2, 1.0)
                : target.dim() == 4 ? (0.7 / Math.Sqrt(target.numel() / target.shape[0]), 0)
                : (0.1, 0);
            // Through float32, as the fixture's weights are before they become double.
            target.copy_(Fill(target.shape, index, scale, offset));
        }
        model.to(ScalarType.Float64);
        return model;
    }

    private static bool IsBatchNorm(string key) => key.EndsWith("weight", StringComparison.Ordinal)
        && (key.EndsWith("bn.weight", StringComparison.Ordinal) || key.Contains(".bn", StringComparison.Ordinal) || key == "bn1.weight");

    // offset + scale * sin(1 + 0.7 i + 3 number), as in make_models.py.
    private static Tensor Fill(long[] shape, int number, double scale, double offset)
    {
        double[] values = new double[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++) values[i] = offset + scale * Math.Sin(1 + 0.7 * i + 3 * number);
        return tensor(values, shape);
    }
}
