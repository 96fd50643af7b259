using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Cross-correlation of <c>(N, C, H, W)</c> or <c>(C, H, W)</c> with a bank of kernels.</summary>
public sealed class Conv2d : Convolution
{
    private static readonly long[] NoPadding = [0, 0];

    internal Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long) stride, (long, long)? padding, Padding? padding_type, (long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d), in_channels, out_channels, kernel_size.List(), stride.List(), padding?.List(), padding_type, dilation.List(), false, [0, 0], groups, bias, padding_mode, device, dtype)
    {
    }

    /// <exception cref="ArgumentException">The input has other channels or dimensions.</exception>
    public override Tensor forward(Tensor input)
    {
        CheckShape(input, 2);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, Borders, padding_mode);
            return nn.functional.conv2d(padded, weight, bias, stride, NoPadding, dilation, groups);
        }
        return padding_type is { } type
            ? nn.functional.conv2d_padding(input, weight, bias, stride, type, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, stride, padding, dilation, groups);
    }
}
