using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// MGC, the multi-scale global association of section 3.3: a 3x3 stem, the multi-scale split (eq. 2), ACmix
/// (eq. 3 to 5), batch normalisation. The stem is not drawn in the paper; its printed complexity needs it.
/// </summary>
/// <remarks>
/// Where table 7 replaces a part, a 3x3 convolution stands under the part's own name. Options add <c>catBn</c>,
/// <c>postBn</c> and <c>gate</c>.
/// </remarks>
public sealed class MultiScaleGlobalAssociation : Module<Tensor, Tensor>
{
    private readonly ConvBnRelu? stem;
    private readonly Module<Tensor, Tensor> scales;
    private readonly BatchNorm2d? catBn;
    private readonly Module<Tensor, Tensor> acmix;
    private readonly BatchNorm2d bn;
    private readonly BatchNorm2d? postBn;
    private readonly ConvolutionalBlockAttention? gate;

    /// <summary>Makes the module.</summary>
    /// <param name="options">Width and what concerns MGC; the rest is not looked at.</param>
    /// <exception cref="ArgumentException">As <see cref="MultiScaleConv"/> and <see cref="AcMix"/>.</exception>
    public MultiScaleGlobalAssociation(GclNetOptions options) : base(nameof(MultiScaleGlobalAssociation))
    {
        int channels = options.Width;
        stem = options.Stem ? new ConvBnRelu(channels, channels, 3) : null;
        scales = options.MultiScale ? new MultiScaleConv(channels, options.Scales) : new ConvBnRelu(channels, channels, 3);
        catBn = options.ConcatenationNorm ? BatchNorm2d(channels) : null;
        acmix = options.Attention ? new AcMix(channels, options.Heads, options.Window) : Conv2d(channels, channels, 3, padding: 1, bias: false);
        bn = BatchNorm2d(channels);
        postBn = options.PostNorm ? BatchNorm2d(channels) : null;
        gate = options.Gate == FeatureGate.Cbam ? new ConvolutionalBlockAttention(channels) : null;
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = scales.call(stem is null ? input : stem.call(input));
        if (catBn is not null) x = catBn.call(x);
        x = bn.call(acmix is Conv2d plain ? plain.CallIn(x) : acmix.call(x));
        if (postBn is not null) x = postBn.call(x);
        if (gate is not null) x = gate.call(x);
        return x.MoveToOuterDisposeScope();
    }
}
