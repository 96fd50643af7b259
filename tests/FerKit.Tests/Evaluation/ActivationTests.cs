using FerKit.Evaluation;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Evaluation;

[Collection("libtorch")]
public sealed class ActivationTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void Of_TwoModulesInARow_TheOneGivesWhatTheOtherIsGiven()
    {
        using var network = ModelZoo.Create("gclnet:lfa:tiny");
        var images = randn(2, 3, 32, 32);
        Activation.Of(network, "layer1", images).Dispose();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Tensor features = Activation.Of(network, "layer1", images), given = Activation.Into(network, "lfa", images))
        {
            Assert.Equal([2, 16, 8, 8], features.shape);
            Assert.True(features.allclose(given, 0, 0));
            Assert.False(features.requires_grad);
        }
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(network.training);
        Assert.Equal(0, ModuleHooks.Count(network));
    }

    [Fact]
    public void Of_ANameThatThereIsNot_OffersTheNearest()
    {
        using var network = ModelZoo.Create("resnet34:tiny");
        Assert.Contains("layer1", Assert.Throws<ArgumentException>(() => Activation.Of(network, "layer_1", randn(1, 3, 32, 32))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => scope.Dispose();
}
