using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// CBAM (Woo et al. 2018): a gate for each channel, sigmoid(MLP(average) + MLP(maximum)) over the image, then a gate for
/// each pixel, sigmoid(BN(7x7 convolution of maximum and mean over the channels)). The paper cites it beside ACmix; with
/// it the printed FLOPs are met to the digit.
/// </summary>
public sealed class ConvolutionalBlockAttention : Module<Tensor, Tensor>
{
    private readonly Linear reduce;
    private readonly Linear expand;
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;

    /// <summary>Makes the gates.</summary>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="reduction">By how much the MLP narrows; at least one channel is left.</param>
    public ConvolutionalBlockAttention(long channels, long reduction = 16) : base(nameof(ConvolutionalBlockAttention))
    {
        long hidden = Math.Max(1, channels / reduction);
        reduce = Linear(channels, hidden);
        expand = Linear(hidden, channels);
        conv = Conv2d(2, 1, 7, padding: 3, bias: false);
        bn = BatchNorm2d(1);
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var channelGate = (Weigh(input.mean([2, 3])) + Weigh(input.amax([2, 3]))).sigmoid();
        var weighed = input * channelGate.unsqueeze(-1).unsqueeze(-1);
        var summary = cat([weighed.amax([1], keepdim: true), weighed.mean([1], keepdim: true)], dim: 1);   // (N, 2, H, W)
        return (weighed * bn.call(conv.CallIn(summary)).sigmoid()).MoveToOuterDisposeScope();
    }

    private Tensor Weigh(Tensor pooled) => expand.CallIn(F.relu(reduce.CallIn(pooled)));
}
