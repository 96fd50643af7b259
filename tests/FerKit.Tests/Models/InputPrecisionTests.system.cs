using FerKit.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

public sealed partial class InputPrecisionTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void BFloat16Pictures_GiveWhatAutocastGives(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Make(name);
        var images = randn(8, 3, 64, 64);
        var (loss, gradient) = Step(model, images.to(ScalarType.BFloat16));
        using var autocast = new Autocast(DeviceType.CPU, ScalarType.BFloat16);
        var (autocastLoss, autocastGradient) = Step(model, images);

        Assert.Equal(autocastLoss, loss, 1e-3 * loss);
        Assert.Equal(1, Cosine(autocastGradient, gradient), 2e-3);
    }
}
