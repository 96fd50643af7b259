using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Asymmetric convolution, eq. (1): y = BN(K_1x3 * x + K_3x3 * x + K_3x1 * x), all of stride 1 with zero padding that
/// keeps the size. One batch normalisation after the sum: section 3.2 and the printed FLOPs agree on it.
/// </summary>
/// <remarks>
/// Convolution is linear in its kernel, so the three are run as one 3x3 convolution with the sum of the kernels, the
/// 1x3 in its middle row and the 3x1 in its middle column (fig. 3b). Gradients reach each kernel through the sum.
/// Keys: <c>conv1x3.weight</c>, <c>conv3x3.weight</c>, <c>conv3x1.weight</c>, <c>bn.*</c>; deployed <c>conv.weight</c>
/// and <c>bn.*</c>; folded <c>conv.weight</c> and <c>conv.bias</c>.
/// </remarks>
public sealed class AsymmetricConv : Module<Tensor, Tensor>, ICountsOperations, IFoldable
{
    private readonly Conv2d? conv1x3;
    private readonly Conv2d? conv3x3;
    private readonly Conv2d? conv3x1;
    private readonly Conv2d? conv;
    private readonly BatchNorm2d? bn;
    private readonly ConvNorm? convBn;

    /// <summary>Makes the layer with as many channels out as in. In deployed form it is a plain 3x3 convolution.</summary>
    public AsymmetricConv(long channels, ModelForm form = ModelForm.Training) : base(nameof(AsymmetricConv))
    {
        Shapes.Channels(channels);
        Form = form;
        if (form == ModelForm.Training)
        {
            conv1x3 = Conv2d(channels, channels, (1, 3), padding: (0, 1), bias: false);
            conv3x3 = Conv2d(channels, channels, 3, padding: 1, bias: false);
            conv3x1 = Conv2d(channels, channels, (3, 1), padding: (1, 0), bias: false);
        }
        else
        {
            conv = Conv2d(channels, channels, 3, padding: 1, bias: form == ModelForm.Folded);
        }
        bn = form == ModelForm.Folded ? null : BatchNorm2d(channels);
        convBn = bn is null ? null : new ConvNorm(this, () => conv is null ? Kernel() : conv.weight, bn, stride: 1, padding: 1);
        RegisterComponents();
    }

    /// <summary>How its kernels are kept.</summary>
    public ModelForm Form { get; }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        if (convBn?.CallFolded(input) is { } folded) return folded;
        using var scope = NewDisposeScope();
        var sum = conv is null ? F.conv2d(input, Kernel().to(input.dtype), padding: [1, 1]) : conv.CallIn(input);
        return (bn is null ? sum : bn.call(sum)).MoveToOuterDisposeScope();
    }

    // The three convolutions of eq. (1), whatever is run in their place; the deployed one is counted as any other.
    OperationCount ICountsOperations.Count(Tensor input, Tensor output)
    {
        if (Form != ModelForm.Training) return default;
        long products = output.numel() * output.size(1) * (3 * 3 + 3 + 3);
        return new OperationCount(products, products);
    }

    void IFoldable.Fold() => convBn?.Fold();

    /// <summary>Writes this layer's weights into a deployed or folded one of the same channels.</summary>
    internal void FoldInto(AsymmetricConv deployed)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var kernel = conv is null ? Kernel() : conv.weight;
        if (deployed.Form == ModelForm.Deployed)
        {
            deployed.conv!.weight.copy_(kernel);
            deployed.bn!.load_state_dict(bn!.state_dict());
            return;
        }
        // w = gamma / sqrt(var + eps) K and b = beta - gamma mean / sqrt(var + eps).
        var scale = bn!.weight / (bn.running_var! + bn.eps).sqrt();
        deployed.conv!.weight.copy_(kernel * scale.view(-1, 1, 1, 1));
        deployed.conv.bias!.copy_(bn.bias! - scale * bn.running_mean!);
    }

    private Tensor Kernel() => conv3x3!.weight
        + F.pad(conv1x3!.weight, (0, 0, 1, 1))   // rows above and below
        + F.pad(conv3x1!.weight, (1, 1, 0, 0));  // columns left and right
}
