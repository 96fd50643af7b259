using System.Text.Json;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Tests.Models;

/// <summary>Narrow networks of every kind in double precision against PyTorch; fixtures/make_models.py makes the numbers.</summary>
[Collection("libtorch")]
public sealed class ModelOracleTests
{
    private const double Relative = 1e-7, Absolute = 1e-12;

    private static readonly Dictionary<string, GclNetOptions> Networks = new(GclNetPresets.All)
    {
        ["tap-stem"] = new() { Tap = FeatureTap.Stem },
        ["concatenation"] = new() { Fusion = FeatureFusion.Concatenation },
        ["no-last-relu"] = new() { LastRelu = false },
    };

    public static IEnumerable<object[]> Models => Networks.Keys.Prepend("resnet34").SelectMany(name => (object[][])[[name, "eval"], [name, "train"]]);

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_WithGivenWeights_EqualsPyTorch(string name, string mode)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name);
        using var oracle = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "models", $"{name}.json")));
        // The fixture's training pass came second; statistics of the first, in evaluation mode, do not change.
        model.train(mode == "train");
        var images = Fill([2, 3, 64, 48], 5, 1, 0).requires_grad_(true);
        var logits = model.call(images);
        var loss = F.cross_entropy(logits, tensor([1L, 4L]));
        loss.backward();

        var wanted = oracle.RootElement.GetProperty(mode);
        AssertNear(Numbers(wanted.GetProperty("logits")), logits.data<double>().ToArray(), "logits");
        AssertNear([wanted.GetProperty("loss").GetDouble()], [loss.item<double>()], "loss");
        AssertNear(Numbers(wanted.GetProperty("input")), Summary(images.grad!), "input");
        var parameters = model.named_parameters().ToDictionary(pair => pair.Item1, pair => pair.Item2);
        string[] names = [.. oracle.RootElement.GetProperty("parameters").EnumerateArray().Select(one => one.GetString()!)];
        Assert.Equal(names, parameters.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, gradient) in names.Zip(wanted.GetProperty("gradients").EnumerateArray()))
            AssertNear(Numbers(gradient), Summary(parameters[key].grad!), key);
        if (mode != "train") return;
        var running = oracle.RootElement.GetProperty("running");
        Assert.Equal(running.EnumerateObject().Select(one => one.Name),
            model.named_buffers().Select(one => one.Item1).Where(key => key.Contains("running", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var one in running.EnumerateObject())
            AssertNear([one.Value.GetDouble()], [model.get_buffer(one.Name)!.sum().item<double>()], one.Name);
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(one => one.GetDouble())];

    // Norm and two elements, as in make_models.py.
    private static double[] Summary(Tensor gradient)
    {
        double[] values = gradient.contiguous().data<double>().ToArray();
        return [gradient.norm().item<double>(), values[values.Length / 3], values[2 * values.Length / 3]];
    }

    // Relative to the largest: where terms cancel, an element is no more exact than its neighbours.
    private static void AssertNear(double[] wanted, double[] got, string what)
    {
        Assert.Equal(wanted.Length, got.Length);
        double tolerance = Relative * wanted.Max(Math.Abs) + Absolute;
        foreach (var (want, have) in wanted.Zip(got))
            Assert.True(Math.Abs(want - have) <= tolerance, $"{what}: {have:R}, PyTorch has {want:R}");
    }

    private static Module<Tensor, Tensor> Make(string name)
    {
        Module<Tensor, Tensor> model = Networks.TryGetValue(name, out var options) ? new GclNet(options with { Width = 8 }) : new ResNet34(width: 8);
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
                : target.dim() == 1 && key.EndsWith("weight", StringComparison.Ordinal) ? (0.2, 1.0)   // of batch normalisation
                : target.dim() == 4 ? (0.7 / Math.Sqrt(target.numel() / target.shape[0]), 0)
                : (0.1, 0);
            // Through float32, as the fixture's weights are before they become double.
            target.copy_(Fill(target.shape, index, scale, offset));
        }
        model.to(ScalarType.Float64);
        return model;
    }

    // offset + scale * sin(1 + 0.7 i + 3 number), as in make_models.py.
    private static Tensor Fill(long[] shape, int number, double scale, double offset)
    {
        double[] values = new double[shape.Aggregate(1L, (product, side) => product * side)];
        for (int i = 0; i < values.Length; i++) values[i] = offset + scale * Math.Sin(1 + 0.7 * i + 3 * number);
        return tensor(values, shape);
    }
}
