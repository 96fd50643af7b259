using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Asymmetric convolution, eq. (1): y = BN(K_1x3 * x + K_3x3 * x + K_3x1 * x), all of stride 1 with zero padding that
/// keeps the size. One batch normalisation after the sum (fact: section 3.2 and the printed FLOPs agree on it).
/// </summary>
/// <remarks>
/// Convolution is linear in its kernel, so the three are run as one 3x3 convolution with the sum of the kernels, the
/// 1x3 in its middle row and the 3x1 in its middle column (fig. 3b). Gradients reach each kernel through the sum.
/// </remarks>
public sealed class AsymmetricConv : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1x3;
    private readonly Conv2d conv3x3;
    private readonly Conv2d conv3x1;
    private readonly BatchNorm2d bn;

    /// <summary>Makes the layer with as many channels out as in.</summary>
    public AsymmetricConv(long channels) : base(nameof(AsymmetricConv))
    {
        conv1x3 = Conv2d(channels, channels, (1, 3), padding: (0, 1), bias: false);
        conv3x3 = Conv2d(channels, channels, 3, padding: 1, bias: false);
        conv3x1 = Conv2d(channels, channels, (3, 1), padding: (1, 0), bias: false);
        bn = BatchNorm2d(channels);
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var kernel = conv3x3.weight
            + F.pad(conv1x3.weight, (0, 0, 1, 1))   // rows above and below
            + F.pad(conv3x1.weight, (1, 1, 0, 0));  // columns left and right
        return bn.call(F.conv2d(input, kernel, padding: [1, 1])).MoveToOuterDisposeScope();
    }
}
