using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>Autocast on the CPU, in bfloat16.</summary>
[Collection("libtorch")]
public sealed class AutocastTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Scope_MatrixProduct_RunsIn16BitsAndOutsideIn32()
    {
        var (left, right) = (ones([4, 4]), ones([4, 4]));
        using (new Autocast(DeviceType.CPU)) Assert.Equal(ScalarType.BFloat16, left.mm(right).dtype);
        Assert.Equal(ScalarType.Float32, left.mm(right).dtype);
    }

    [Fact]
    public void Scope_SwitchedOffInside_RunsIn32Bits()
    {
        var (left, right) = (ones([4, 4]), ones([4, 4]));
        using (new Autocast(DeviceType.CPU))
        {
            using (new Autocast(DeviceType.CPU, enabled: false)) Assert.Equal(ScalarType.Float32, left.mm(right).dtype);
            Assert.Equal(ScalarType.BFloat16, left.mm(right).dtype);
        }
        Assert.Equal(ScalarType.Float32, left.mm(right).dtype);
    }

    [Fact]
    public void Scope_DisposedTwice_LeavesAnOuterOneAlone()
    {
        using var outer = new Autocast(DeviceType.CPU);
        var inner = new Autocast(DeviceType.CPU, enabled: false);
        inner.Dispose();
        inner.Dispose();
        Assert.Equal(ScalarType.BFloat16, ones([2, 2]).mm(ones([2, 2])).dtype);
    }

    [Fact]
    public void Convolution_TrainedUnderAutocast_HasFloat32WeightsAndGradients()
    {
        var images = rand([2, 3, 8, 8]);
        using var convolution = nn.Conv2d(3, 4, 3);
        Tensor loss;
        using (new Autocast(DeviceType.CPU))
        {
            var output = convolution.forward(images);
            Assert.Equal(ScalarType.BFloat16, output.dtype);
            loss = output.to(ScalarType.Float32).mean();
        }
        loss.backward();
        Assert.Equal(ScalarType.Float32, convolution.weight.grad!.dtype);
        using var exact = convolution.forward(images).mean();
        Assert.Equal(exact.item<float>(), loss.item<float>(), 2);
    }

    [Fact]
    public void Scope_OnAnotherThread_IsNotSeen()
    {
        using var outer = new Autocast(DeviceType.CPU);
        var seen = ScalarType.BFloat16;
        var thread = new Thread(() =>
        {
            using var inner = NewDisposeScope();
            seen = ones([2, 2]).mm(ones([2, 2])).dtype;
        });
        thread.Start();
        thread.Join();
        Assert.Equal(ScalarType.Float32, seen);
    }

    [Fact]
    public void Scope_UnknownDeviceOrType_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Autocast(DeviceType.META));
        Assert.Throws<ArgumentException>(() => new Autocast(DeviceType.CPU, ScalarType.Float32));
    }
}
