using FerKit.Models;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Tests.Models;

/// <summary>Models with float32 weights that are given bfloat16 pictures.</summary>
[Collection("libtorch")]
public sealed partial class InputPrecisionTests
{
    public static TheoryData<string> Names => ["resnet34", "recommended", "paper-cost", "multi-scale", "split-plain", "concatenation"];

    [BFloat16Theory]
    [MemberData(nameof(Names))]
    public void BFloat16Pictures_GiveNearlyTheSameLossAndGradients(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name);
        var images = randn(8, 3, 64, 64);
        var (exactLoss, exact) = Step(model, images);
        var (loss, rounded) = Step(model, images.to(ScalarType.BFloat16));

        Assert.NotEqual(exactLoss, loss);
        Assert.Equal(exactLoss, loss, 0.03 * exactLoss);
        Assert.All(model.parameters(), one => Assert.Equal(ScalarType.Float32, one.grad!.dtype));
        Assert.InRange(Cosine(exact, rounded), 0.6, 1.001);    // the rounding of 34 normalised layers
    }

    [Fact]
    public void Float32Pictures_CallTheModulesThemselves()
    {
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create("gclnet:tiny");
        int called = 0;
        foreach (var layer in model.modules().OfType<TorchSharp.Modules.Conv2d>()) layer.register_forward_hook((_, _, output) => { called++; return output; });
        model.call(randn(1, 3, 64, 64));
        int whole = called;
        model.call(randn(1, 3, 64, 64).to(ScalarType.BFloat16));
        Assert.True(whole > 30);
        Assert.Equal(whole, called);
    }

    private static nn.Module<Tensor, Tensor> Make(string name)
    {
        manual_seed(3);
        return name switch
        {
            "resnet34" => new ResNet34(width: 16),
            "concatenation" => new GclNet(GclNetPresets.Tiny with { Fusion = FeatureFusion.Concatenation }),
            _ => new GclNet(GclNetPresets.Shrink(GclNetPresets.All[name])),
        };
    }

    // The loss of a batch of eight and the gradient of all weights as one vector.
    private static (double Loss, Tensor Gradient) Step(nn.Module<Tensor, Tensor> model, Tensor images)
    {
        foreach (var one in model.parameters()) one.grad?.zero_();
        var loss = F.cross_entropy(model.call(images).to(ScalarType.Float32), arange(8) % 7);
        loss.backward();
        return (loss.item<float>(), cat([.. model.parameters().Select(one => one.grad!.flatten())]));
    }

    private static double Cosine(Tensor a, Tensor b) => (a * b).sum().item<float>() / (a.norm() * b.norm()).item<float>();
}
