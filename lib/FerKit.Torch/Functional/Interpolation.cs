using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
        Area = 5,
        NearestExact = 6,
    }

    public enum UpsampleMode
    {
        Nearest = 0,
        Linear = 1,
        Bilinear = 2,
        Bicubic = 3,
        Trilinear = 4,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes <c>(N, C, L)</c>, <c>(N, C, H, W)</c> or <c>(N, C, D, H, W)</c> to a size or by factors (one, or one for each side).</summary>
            /// <exception cref="ArgumentException">Not exactly one of size and factor, or a mode that the dimensions do not allow.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null, bool recompute_scale_factor = false, bool antialias = false)
            {
                int sides = (int)x.Dimensions - 2;
                if ((size is null) == (scale_factor is null)) throw new ArgumentException("Give either size or scale_factor.", nameof(size));
                long[]? target = ForEachSide(size, sides, nameof(size));
                double[]? factors = ForEachSide(scale_factor, sides, nameof(scale_factor));
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    target = [.. factors.Select((factor, side) => (long)Math.Floor(x.size(side + 2) * factor))];
                    factors = null;
                }
                bool corners = align_corners ?? false;
                return (mode, sides, antialias) switch
                {
                    (InterpolationMode.Nearest, 1 or 2 or 3, false) => Aten.Call($"upsample_nearest{sides}d.vec", x, target, factors),
                    (InterpolationMode.NearestExact, 1 or 2 or 3, false) => Aten.Call($"_upsample_nearest_exact{sides}d.vec", x, target, factors),
                    (InterpolationMode.Area, 1 or 2 or 3, false) => Aten.Call($"adaptive_avg_pool{sides}d", x, target),
                    (InterpolationMode.Linear, 1, false) => Aten.Call("upsample_linear1d.vec", x, target, corners, factors),
                    (InterpolationMode.Bilinear, 2, false) => Aten.Call("upsample_bilinear2d.vec", x, target, corners, factors),
                    (InterpolationMode.Bilinear, 2, true) => Aten.Call("_upsample_bilinear2d_aa.vec", x, target, corners, factors),
                    (InterpolationMode.Bicubic, 2, false) => Aten.Call("upsample_bicubic2d.vec", x, target, corners, factors),
                    (InterpolationMode.Bicubic, 2, true) => Aten.Call("_upsample_bicubic2d_aa.vec", x, target, corners, factors),
                    (InterpolationMode.Trilinear, 3, false) => Aten.Call("upsample_trilinear3d.vec", x, target, corners, factors),
                    _ => throw new ArgumentException($"{mode}{(antialias ? " with antialias" : "")} does not resize a tensor of {sides + 2} dimensions.", nameof(mode)),
                };
            }

            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Bilinear, align_corners);

            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor);

            private static T[]? ForEachSide<T>(T[]? values, int sides, string name)
            {
                if (values is null || values.Length == sides) return values;
                if (values.Length != 1) throw new ArgumentException($"Give one value or {sides}, one for each side; got {values.Length}.", name);
                var all = new T[sides];
                Array.Fill(all, values[0]);
                return all;
            }
        }
    }
}
