using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Layers that compute in their input's precision: where the weights have another, they are cast to it, and gradients reach
/// them through the cast. So a model of the kit with float32 weights takes bfloat16 pictures too (Micikevicius et al. 2018,
/// mixed precision with float32 master weights), with or without libtorch's autocast.
/// </summary>
internal static class InputPrecision
{
    /// <summary>Whether the weights have the input's precision, so that the module can be called as it is.</summary>
    public static bool Takes(this Conv2d conv, Tensor input) => conv.weight.dtype == input.dtype;

    /// <summary>The convolution with zero padding. The caller, or its dispose scope, owns what is returned.</summary>
    public static Tensor CallIn(this Conv2d conv, Tensor input) => conv.Takes(input) ? conv.call(input)
        : F.conv2d(input, conv.weight.to(input.dtype), conv.bias?.to(input.dtype), conv.stride, conv.padding, conv.dilation, conv.groups);

    /// <summary>The linear layer. The caller, or its dispose scope, owns what is returned.</summary>
    public static Tensor CallIn(this Linear layer, Tensor input) => layer.weight.dtype == input.dtype ? layer.call(input)
        : F.linear(input, layer.weight.to(input.dtype), layer.bias?.to(input.dtype));
}
