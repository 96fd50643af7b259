using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>A convolution of stride 1 that keeps the size, batch normalisation, ReLU.</summary>
public sealed class ConvBnRelu : Module<Tensor, Tensor>, IFoldable
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly ConvNorm convBn;

    /// <summary>Makes the layer; the convolution has no bias.</summary>
    /// <param name="input">Channels that come in.</param>
    /// <param name="output">Channels that go out.</param>
    /// <param name="kernel">The odd side of the kernel.</param>
    public ConvBnRelu(long input, long output, long kernel) : base(nameof(ConvBnRelu))
    {
        conv = Conv2d(input, output, kernel, padding: kernel / 2, bias: false);
        bn = BatchNorm2d(output);
        convBn = ConvNorm.Of(conv, bn, stride: 1, kernel / 2);
        RegisterComponents();
    }

    /// <summary>(N, input, H, W) to (N, output, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return F.relu(convBn.Call(conv, input), inplace: true).MoveToOuterDisposeScope();
    }

    void IFoldable.Fold() => convBn.Fold();
}
