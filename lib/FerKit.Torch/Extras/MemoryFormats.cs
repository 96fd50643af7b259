using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch;

/// <summary>
/// Channels-last storage: shape (N, C, H, W) as ever, channels next to each other in memory. Convolutions are faster in it
/// (on the CPU about 1.25 times, on tensor cores more). Input and weights must both have it.
/// </summary>
public static class MemoryFormats
{
    /// <summary>A copy of a tensor of four dimensions in channels-last order, or the tensor again when it has it. Differentiable.</summary>
    /// <exception cref="ArgumentException">The tensor has not four dimensions.</exception>
    public static Tensor to_channels_last(Tensor tensor)
    {
        if (tensor.Dimensions != 4) throw new ArgumentException($"channels-last is for (N, C, H, W); this tensor has {tensor.Dimensions} dimensions.", nameof(tensor));
        return Aten.Call("contiguous", tensor, (long)memory_format.channels_last);
    }

    /// <summary>A copy in the usual order, or the tensor again when it has it.</summary>
    public static Tensor to_contiguous(Tensor tensor) => Aten.Call("contiguous", tensor, (long)memory_format.contiguous_format);

    /// <summary>
    /// Changes the storage order of a tensor in place and keeps the object: for parameters, so that optimizers and modules
    /// go on holding it. Do it before the optimizer's first step.
    /// </summary>
    public static void make_channels_last(Tensor tensor)
    {
        if (tensor.Dimensions != 4 || is_channels_last(tensor)) return;
        using var off = no_grad();
        using var copy = to_channels_last(tensor);
        NativeError.Check(Native.TensorSetData(tensor.Handle, copy.Handle));
    }

    /// <summary>Whether the elements lie in channels-last order. A tensor with one channel or 1x1 pixels lies in both orders.</summary>
    public static bool is_channels_last(Tensor tensor) => tensor.Dimensions == 4 && Native.TensorIsContiguous(tensor.Handle, ChannelsLast) != 0;

    // libtorch's own number, which TorchSharp's enumeration shares.
    private const long ChannelsLast = (long)memory_format.channels_last;
}
