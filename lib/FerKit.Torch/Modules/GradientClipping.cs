using FerKit.Torch.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>
            /// Scales the gradients in place so that their common norm is at most <paramref name="max_norm"/>, and
            /// returns what it was. Parameters without a gradient are left out.
            /// </summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                Tensor[] gradients = Gradients(tensors);
                if (gradients.Length == 0) return 0;
                var norms = Aten.CallList("_foreach_norm.Scalar", gradients, norm_type);
                for (int i = 1; i < norms.Length; i++)
                    if (norms[i].device.Packed != norms[0].device.Packed) norms[i] = Aten.Call("to.device", norms[i], norms[0].device, norms[i].dtype);
                double total = Aten.CallDouble("item", Aten.Call("norm.Scalar", Aten.Call("stack", norms), norm_type));
                double factor = max_norm / (total + 1e-6);
                if (!(factor >= 1)) Aten.Do("_foreach_mul_.Scalar", gradients, factor);
                return total;
            }

            /// <summary>Cuts every element of the gradients to +-<paramref name="clip_value"/>, in place.</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                foreach (var gradient in Gradients(tensors)) Aten.InPlace("clamp_", gradient, -clip_value, clip_value);
            }

            /// <summary>All elements one after the other.</summary>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                Tensor[] flat = [.. tensors.Select(tensor => Aten.Call("reshape", tensor, new[] { -1L }))];
                return Aten.Call("cat", flat).MoveToOuterDisposeScope();
            }

            /// <summary>Copies the elements of a vector into the parameters.</summary>
            /// <exception cref="ArgumentException">The vector has too few or too many elements.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                Parameter[] all = [.. tensors];
                long wanted = all.Sum(tensor => tensor.numel());
                if (vec.numel() != wanted) throw new ArgumentException($"The vector has {vec.numel()} elements and the parameters have {wanted}.", nameof(vec));
                using var frozen = no_grad();
                using var scope = NewDisposeScope();
                long start = 0;
                foreach (var tensor in all)
                {
                    long count = tensor.numel();
                    Aten.InPlace("copy_", tensor, Aten.Call("reshape", Aten.Call("slice.Tensor", vec, 0L, start, start + count), tensor.shape));
                    start += count;
                }
            }

            private static Tensor[] Gradients(IEnumerable<Parameter> tensors) => [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
        }
    }
}
