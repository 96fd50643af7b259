using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The different values, where each element went, and how often each occurs; what is not asked for is null.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(dim is { } axis ? Aten.Call3("unique_dim", this, axis, sorted, return_inverse, return_counts) : Aten.Call3("_unique2", this, sorted, return_inverse, return_counts), return_inverse, return_counts);

        /// <summary>As <see cref="unique"/>, for runs of equal elements only.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(Aten.Call3("unique_consecutive", this, return_inverse, return_counts, dim), return_inverse, return_counts);

        /// <summary>The positions of the elements that are not zero: one tensor of shape (count, 1) an axis.</summary>
        public IList<Tensor> nonzero_as_list()
        {
            using var positions = nonzero();
            return positions.chunk(positions.shape[1], 1);
        }

        public Tensor take_along_dim(IEnumerable<long> indices)
        {
            using var positions = tensor(indices.ToArray(), device: device);
            return take_along_dim(positions);
        }

        public Tensor take_along_dim(IEnumerable<long> indices, long dim)
        {
            using var positions = tensor(indices.ToArray(), device: device);
            return take_along_dim(positions, dim);
        }

        private static (Tensor, Tensor?, Tensor?) Asked((Tensor Values, Tensor Inverse, Tensor Counts) found, bool inverse, bool counts)
        {
            if (!inverse) found.Inverse.Dispose();
            if (!counts) found.Counts.Dispose();
            return (found.Values, inverse ? found.Inverse : null, counts ? found.Counts : null);
        }
    }
}
