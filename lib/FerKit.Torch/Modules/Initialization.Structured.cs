using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class init
        {
            /// <summary>Normal, cut off at <paramref name="a"/> and <paramref name="b"/>, by inversion of the distribution function.</summary>
            public static Tensor trunc_normal_(Tensor tensor, double mean = 0, double std = 1, double a = -2, double b = 2, Generator generator = null!)
            {
                using var frozen = no_grad();
                // erf(z) of both cuts is where the uniform numbers lie that erfinv takes.
                Aten.InPlace("uniform_", tensor, Erf((a - mean) / std / Math.Sqrt(2)), Erf((b - mean) / std / Math.Sqrt(2)), generator);
                Aten.InPlace("erfinv_", tensor);
                Aten.InPlace("mul_.Scalar", tensor, std * Math.Sqrt(2));
                Aten.InPlace("add_.Scalar", tensor, mean);
                return Aten.InPlace("clamp_", tensor, a, b);
            }

            /// <summary>The identity matrix, cut or filled up with zeros.</summary>
            /// <exception cref="ArgumentException">The tensor is not a matrix.</exception>
            public static Tensor eye_(Tensor tensor)
            {
                if (tensor.Dimensions != 2) throw new ArgumentException($"eye_ fills matrices; the tensor has {tensor.Dimensions} dimensions.", nameof(tensor));
                using var frozen = no_grad();
                using var identity = Aten.Call("eye.m", tensor.size(0), tensor.size(1), tensor.dtype, null as long?, tensor.device);
                return Aten.InPlace("copy_", tensor, identity);
            }

            /// <summary>Kernels that let each channel through unchanged.</summary>
            /// <exception cref="ArgumentException">The tensor has not 3 to 5 dimensions.</exception>
            public static Tensor dirac_(Tensor tensor)
            {
                long[] shape = tensor.shape;
                if (shape.Length is < 3 or > 5) throw new ArgumentException($"dirac_ fills kernels of 3 to 5 dimensions; the tensor has {shape.Length}.", nameof(tensor));
                using var frozen = no_grad();
                zeros_(tensor);
                var center = tensor.Alias();
                for (int i = shape.Length - 1; i >= 2; i--)
                {
                    var slice = Aten.Call("select.int", center, i, shape[i] / 2);
                    center.Dispose();
                    center = slice;
                }
                using var diagonal = Aten.Call("diagonal", center);
                center.Dispose();
                Aten.InPlace("fill_.Scalar", diagonal, 1L);
                return tensor;
            }

            /// <summary>Saxe et al. 2013: rows, or columns if there are fewer, that are orthonormal, times <paramref name="gain"/>.</summary>
            /// <exception cref="ArgumentException">The tensor has fewer than two dimensions.</exception>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1)
            {
                if (tensor.Dimensions < 2) throw new ArgumentException($"orthogonal_ needs at least 2 dimensions; the tensor has {tensor.Dimensions}.", nameof(tensor));
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                long rows = tensor.size(0), columns = tensor.numel() / rows;
                var drawn = Aten.Call("empty.memory_format", new[] { rows, columns }, tensor.dtype, null as long?, tensor.device);
                Aten.InPlace("normal_", drawn, 0.0, 1.0);
                if (rows < columns) drawn = Aten.Call("t", drawn);
                var (q, r) = Aten.Call2("linalg_qr", drawn);
                // The signs of R's diagonal make the distribution uniform.
                q = Aten.Call("mul.Tensor", q, Aten.Call("sign", Aten.Call("diagonal", r)));
                if (rows < columns) q = Aten.Call("t", q);
                Aten.InPlace("copy_", tensor, Aten.Call("reshape", q, tensor.shape));
                return Aten.InPlace("mul_.Scalar", tensor, gain);
            }

            private static double Erf(double value)
            {
                using var argument = Aten.Call("scalar_tensor", value, ScalarType.Float64);
                using var result = Aten.Call("erf", argument);
                return Aten.CallDouble("item", result);
            }
        }
    }
}
