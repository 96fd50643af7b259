using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// MGC, the multi-scale global association of section 3.3: a 3x3 stem, the multi-scale split (eq. 2), ACmix
/// (eq. 3 to 5), batch normalisation. The stem is not drawn in the paper; its printed complexity needs it.
/// </summary>
public sealed class MultiScaleGlobalAssociation : Module<Tensor, Tensor>
{
    private readonly ConvBnRelu stem;
    private readonly MultiScaleConv scales;
    private readonly AcMix acmix;
    private readonly BatchNorm2d bn;

    /// <summary>Makes the module.</summary>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="scaleCount">n of eq. (2).</param>
    /// <param name="heads">Heads of ACmix.</param>
    /// <param name="window">Side of ACmix's attention window.</param>
    /// <exception cref="ArgumentException">As <see cref="MultiScaleConv"/> and <see cref="AcMix"/>.</exception>
    public MultiScaleGlobalAssociation(long channels, int scaleCount = 4, int heads = 4, int window = 7)
        : base(nameof(MultiScaleGlobalAssociation))
    {
        stem = new ConvBnRelu(channels, channels, 3);
        scales = new MultiScaleConv(channels, scaleCount);
        acmix = new AcMix(channels, heads, window);
        bn = BatchNorm2d(channels);
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return bn.call(acmix.call(scales.call(stem.call(input)))).MoveToOuterDisposeScope();
    }
}
