using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>Channels-last storage: same numbers, other order in memory.</summary>
[Collection("libtorch")]
public sealed class MemoryFormatTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void ToChannelsLast_FourDimensions_KeepsShapeAndNumbers()
    {
        var images = arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5);
        var last = MemoryFormats.to_channels_last(images);
        Assert.False(MemoryFormats.is_channels_last(images));
        Assert.True(MemoryFormats.is_channels_last(last));
        Assert.False(last.is_contiguous());
        Assert.Equal([60, 1, 15, 3], last.stride());
        Assert.True(last.eq(images).all().item<bool>());
        Assert.True(MemoryFormats.to_contiguous(last).is_contiguous());
    }

    [Fact]
    public void ToChannelsLast_OtherDimensions_IsRefused() => Assert.Throws<ArgumentException>(() => MemoryFormats.to_channels_last(ones([2, 3])));

    [Fact]
    public void MakeChannelsLast_Parameter_KeepsTheObjectAndTheResult()
    {
        var images = rand([2, 4, 8, 8]);
        using var convolution = nn.Conv2d(4, 8, 3, padding: 1);
        using var optimizer = optim.SGD(convolution.parameters(), 0.1, momentum: 0.9);
        var expected = convolution.forward(images);
        var weight = convolution.weight;
        MemoryFormats.make_channels_last(weight);
        Assert.True(MemoryFormats.is_channels_last(weight));
        Assert.True(weight.requires_grad && weight.is_leaf);
        var output = convolution.forward(MemoryFormats.to_channels_last(images));
        Assert.True(MemoryFormats.is_channels_last(output));
        Assert.True(output.allclose(expected, atol: 1e-6));
        output.sum().backward();
        var before = weight.detach().clone();
        optimizer.step();
        optimizer.step();
        Assert.True(MemoryFormats.is_channels_last(weight));
        Assert.False(before.eq(weight).all().item<bool>());
    }

    [Fact]
    public void ToChannelsLast_Gradient_FlowsBack()
    {
        var images = rand([1, 2, 3, 3]).requires_grad_();
        (MemoryFormats.to_channels_last(images) * 3).sum().backward();
        Assert.True(images.grad!.eq(3).all().item<bool>());
    }
}
