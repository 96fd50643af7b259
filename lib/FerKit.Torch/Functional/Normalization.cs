using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Normalises over all dimensions but the second, with the statistics of the batch in training and the running ones else.</summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1E-05)
            {
                if (training)
                {
                    long[] shape = input.shape;
                    long values = shape.Length > 0 ? shape[0] : 0;
                    for (int i = 2; i < shape.Length; i++) values *= shape[i];
                    if (values == 1)
                        throw new ArgumentException($"Batch normalisation in training needs more than one value for each channel and got ({string.Join(", ", shape)}): join a last batch of one sample to the batch before.", nameof(input));
                }
                return Aten.Call("batch_norm", input, weight, bias, running_mean, running_var, training, momentum, eps, true);
            }

            public static Tensor instance_norm(Tensor input, Tensor? running_mean = null, Tensor? running_var = null, Tensor? weight = null, Tensor? bias = null, bool use_input_stats = true, double momentum = 0.1, double eps = 1E-05) =>
                Aten.Call("instance_norm", input, weight, bias, running_mean, running_var, use_input_stats, momentum, eps, true);

            /// <summary>Normalises over the last dimensions, which are <paramref name="normalized_shape"/>.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call("layer_norm", input, normalized_shape, weight, bias, eps);

            public static Tensor group_norm(Tensor input, long num_groups, Tensor? weight = null, Tensor? bias = null, double eps = 1E-05) =>
                Aten.Call("group_norm", input, num_groups, weight, bias, eps);

            /// <summary>Divides by the <paramref name="p"/>-norm along <paramref name="dim"/>, which is at least <paramref name="eps"/>.</summary>
            public static Tensor normalize(Tensor input, double p = 2, long dim = 1, double eps = 1E-12)
            {
                using var norm = Aten.Call("norm.ScalarOpt_dim", input, p, new[] { dim }, true);
                using var divisor = Aten.Call("clamp_min", norm, eps);
                return Aten.Call("div.Tensor", input, divisor);
            }

            public static Tensor cosine_similarity(Tensor x1, Tensor x2, long dim = 1, double eps = 1E-08) => Aten.Call("cosine_similarity", x1, x2, dim, eps);
        }
    }
}
