using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public enum GridSampleMode
    {
        Nearest = 0,
        Bilinear = 2,
    }

    public enum GridSamplePaddingMode
    {
        Zeros = 0,
        Reflection = 1,
        Border = 2,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads the last dimensions; the list begins with both sides of the last one.</summary>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => mode switch
            {
                PaddingModes.Reflect => Aten.Call("pad", input, pad, "reflect"),
                PaddingModes.Replicate => Aten.Call("pad", input, pad, "replicate"),
                PaddingModes.Circular => Aten.Call("pad", input, pad, "circular"),
                _ => Aten.Call("constant_pad_nd", input, pad, value),
            };

            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.List(), mode, value);

            public static Tensor pad(Tensor input, (long, long, long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.List(), mode, value);

            /// <summary>Pads every side of every dimension, the first two included.</summary>
            public static Tensor pad(Tensor input, long pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var sides = new long[2 * input.Dimensions];
                Array.Fill(sides, pad);
                return functional.pad(input, sides, mode, value);
            }

            /// <summary>The columns of sliding windows: <c>(N, C, H, W)</c> to <c>(N, C * kH * kW, L)</c>.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.Call("im2col", input, kernel_size.List(), (dilation ?? (1, 1)).List(), (padding ?? (0, 0)).List(), (stride ?? (1, 1)).List());

            /// <summary>Adds columns of windows back to a picture, where they overlap: <c>(N, C * kH * kW, L)</c> to <c>(N, C, H, W)</c>.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                Aten.Call("col2im", input, output_size.List(), kernel_size.List(), (dilation ?? (1, 1)).List(), (padding ?? (0, 0)).List(), (stride ?? (1, 1)).List());

            /// <summary>Samples <c>(N, C, H, W)</c> at the points <c>(N, H', W', 2)</c>: x before y, from -1 to 1 across the picture.</summary>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear, GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null)
            {
                long border = padding_mode switch { GridSamplePaddingMode.Border => 1, GridSamplePaddingMode.Reflection => 2, _ => 0 };
                return Aten.Call("grid_sampler", input, grid, mode == GridSampleMode.Nearest ? 1L : 0L, border, align_corners ?? false);
            }

            /// <summary>The sampling points of affine maps <c>(N, 2, 3)</c> for a picture of <paramref name="size"/> <c>(N, C, H, W)</c>.</summary>
            public static Tensor affine_grid(Tensor theta, long[]? size = null, bool align_corners = false) =>
                Aten.Call("affine_grid_generator", theta, size ?? throw new ArgumentNullException(nameof(size), "Give the size (N, C, H, W) of the picture to sample."), align_corners);

            public static Tensor pixel_shuffle(Tensor input, long upscale_factor) => Aten.Call("pixel_shuffle", input, upscale_factor);

            public static Tensor pixel_unshuffle(Tensor input, long downscale_factor) => Aten.Call("pixel_unshuffle", input, downscale_factor);
        }
    }
}
