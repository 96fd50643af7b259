using FerKit.Models;
using FerKit.Safetensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Tests.Models;

/// <summary>Each module of GCLNet against PyTorch, value by value; fixtures/make_modules.py makes the numbers.</summary>
[Collection("libtorch")]
public sealed class ModuleOracleTests
{
    // The fixtures hold float32.
    private const double Tolerance = 2e-6;

    private static readonly GclNetOptions Narrow = new() { Width = 8 };

    private static readonly string[] Names =
        ["asymmetric-conv", "lfa", "multi-scale-conv-4", "multi-scale-conv-3", "acmix-2-heads-7", "acmix-4-heads-3", "cbam", "mgc", "mgc-paper-cost"];

    public static IEnumerable<object[]> Modules => Names.SelectMany(name => (object[][])[[name, "eval"], [name, "train"]]);

    [Theory]
    [MemberData(nameof(Modules))]
    public void Module_WithPyTorchsWeights_GivesItsOutputsAndGradients(string name, string mode)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "fixtures", "modules", $"{name}.safetensors"));
        using var module = Make(name);
        module.to(ScalarType.Float64);
        Fill(module, file);
        module.train(mode == "train");
        var input = Read(file, "input").requires_grad_(true);
        var output = module.call(input);
        (output * Read(file, "direction")).sum().backward();

        AssertNear(Read(file, $"{mode}.output"), output, "output");
        AssertNear(Read(file, $"{mode}.gradient.input"), input.grad!, "input");
        string[] gradients = [.. file.Entries.Select(entry => entry.Name).Where(key => key.StartsWith($"{mode}.gradient.", StringComparison.Ordinal) && !key.EndsWith(".input", StringComparison.Ordinal))];
        var parameters = module.named_parameters().ToDictionary(one => $"{mode}.gradient.{one.Item1}", one => (Tensor)one.Item2);
        Assert.Equal(gradients.Order(StringComparer.Ordinal), parameters.Keys.Order(StringComparer.Ordinal));
        foreach (string key in gradients) AssertNear(Read(file, key), parameters[key].grad!, key);
        if (mode == "train")
            foreach (var (key, buffer) in module.named_buffers().Where(one => file.Find($"after.{one.Item1}") is not null))
                AssertNear(Read(file, $"after.{key}"), buffer, key);
    }

    [Theory]
    [InlineData("asymmetric-conv")]
    [InlineData("acmix-4-heads-3")]
    [InlineData("mgc-paper-cost")]
    public void Module_ByFiniteDifferences_HasTheGradientsItSays(string name)
    {
        using var scope = NewDisposeScope();
        using var file = SafetensorsFile.Open(Path.Combine(AppContext.BaseDirectory, "fixtures", "modules", $"{name}.safetensors"));
        using var module = Make(name);
        module.to(ScalarType.Float64);
        Fill(module, file);
        module.train();
        var (input, direction) = (Read(file, "input").requires_grad_(true), Read(file, "direction"));
        (module.call(input) * direction).sum().backward();
        using var off = no_grad();
        manual_seed(1);
        foreach (var leaf in (Tensor[])[input, .. module.named_parameters().Select(one => (Tensor)one.Item2)])
        {
            // Along one random direction: (f(x + h u) - f(x - h u)) / 2h against the gradient's component.
            const double h = 1e-6;
            var (step, before) = (randn_like(leaf), leaf.detach().clone());
            double up = At(before + h * step), down = At(before - h * step);
            leaf.detach().copy_(before);
            double wanted = (up - down) / (2 * h), got = (leaf.grad! * step).sum().item<double>();
            Assert.True(Math.Abs(wanted - got) <= 1e-5 * (1 + Math.Abs(wanted)), $"{name}: {got} by backward, {wanted} by differences");

            double At(Tensor value)
            {
                leaf.detach().copy_(value);
                return (module.call(input) * direction).sum().item<double>();
            }
        }
    }

    private static Module<Tensor, Tensor> Make(string name) => name switch
    {
        "asymmetric-conv" => new AsymmetricConv(6),
        "lfa" => new LocalFeatureEnhancement(4),
        "multi-scale-conv-4" => new MultiScaleConv(8, 4),
        "multi-scale-conv-3" => new MultiScaleConv(6, 3),
        "acmix-2-heads-7" => new AcMix(8, 2, 7),
        "acmix-4-heads-3" => new AcMix(8, 4, 3),
        "cbam" => new ConvolutionalBlockAttention(8),
        "mgc" => new MultiScaleGlobalAssociation(Narrow),
        _ => new MultiScaleGlobalAssociation(Narrow with { ConcatenationNorm = true, PostNorm = true, Gate = FeatureGate.Cbam }),
    };

    private static void Fill(Module<Tensor, Tensor> module, SafetensorsFile file)
    {
        using var off = no_grad();
        var state = module.state_dict().Where(one => !one.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToDictionary();
        Assert.Equal(file.Entries.Select(entry => entry.Name).Where(key => key.StartsWith("state.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            state.Keys.Select(key => $"state.{key}").Order(StringComparer.Ordinal));
        foreach (var (key, tensor) in state) tensor.copy_(Read(file, $"state.{key}"));
    }

    private static Tensor Read(SafetensorsFile file, string key) => TensorBytes.Read(file, file.Find(key)!).to(ScalarType.Float64);

    private static void AssertNear(Tensor wanted, Tensor got, string what)
    {
        Assert.Equal(wanted.shape, got.shape);
        double error = (wanted - got).abs().max().item<double>();
        Assert.True(error <= Tolerance * (1 + wanted.abs().max().item<double>()), $"{what}: {error} from PyTorch");
    }
}
