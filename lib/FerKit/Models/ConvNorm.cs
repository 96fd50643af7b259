using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// A convolution with the batch normalisation behind it. For inference both can be folded into one convolution with a bias:
/// w = gamma / sqrt(var + eps) K and b = beta - gamma mean / sqrt(var + eps). The two modules stay as they are, and are used
/// again while the normalisation is in training mode.
/// </summary>
/// <param name="owner">Keeps the folded tensors, as buffers that are not part of its state.</param>
/// <param name="kernel">The convolution's kernel, as it is now.</param>
/// <param name="norm">The normalisation.</param>
/// <param name="stride">Of the convolution.</param>
/// <param name="padding">Of the convolution, on all sides.</param>
internal sealed class ConvNorm(Module owner, Func<Tensor> kernel, BatchNorm2d norm, long stride, long padding)
{
    private const string Weight = "folded_weight", Bias = "folded_bias";

    private readonly long[] strides = [stride, stride], paddings = [padding, padding];
    private bool folded;

    /// <summary>A plain convolution.</summary>
    public static ConvNorm Of(Conv2d conv, BatchNorm2d norm, long stride, long padding) => new(conv, () => conv.weight, norm, stride, padding);

    /// <summary>The normalised convolution; <paramref name="conv"/> is the module to call where it is not folded.</summary>
    public Tensor Call(Conv2d conv, Tensor input) => CallFolded(input) ?? norm.call(conv.CallIn(input));

    /// <summary>The same by the folded kernel; null where there is none, or the normalisation is in training mode.</summary>
    public Tensor? CallFolded(Tensor input) => folded && !norm.training
        ? F.conv2d(input, owner.get_buffer(Weight)!.to(input.dtype), owner.get_buffer(Bias)!.to(input.dtype), strides, paddings) : null;

    /// <summary>Folds the weights as they are now; again when they have changed.</summary>
    public void Fold()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var scale = norm.weight / (norm.running_var! + norm.eps).sqrt();
        var weight = ChannelsLast.Of(kernel() * scale.reshape(-1, 1, 1, 1));
        var bias = norm.bias! - scale * norm.running_mean!;
        if (folded)
        {
            owner.get_buffer(Weight)!.copy_(weight);
            owner.get_buffer(Bias)!.copy_(bias);
            return;
        }
        owner.register_buffer(Weight, weight.DetachFromDisposeScope(), persistent: false);
        owner.register_buffer(Bias, bias.DetachFromDisposeScope(), persistent: false);
        folded = true;
    }
}
