using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // New tensors of this one's element type and device.
    public partial class Tensor
    {
        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", size.ToArray(), dtype, device, requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", new[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", new[] { dim0, dim1, dim2 }, dtype, device, requires_grad);

        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", new[] { rows, columns }, dtype, device, requires_grad);

        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", new[] { size }, dtype, device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_empty", size, dtype, device, requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_ones", new[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_ones", new[] { dim0, dim1, dim2 }, dtype, device, requires_grad);

        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_ones", new[] { rows, columns }, dtype, device, requires_grad);

        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_ones", new[] { size }, dtype, device, requires_grad);

        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", size.ToArray(), dtype, device, requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", new[] { dim0, dim1, dim2, dim3 }, dtype, device, requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", new[] { dim0, dim1, dim2 }, dtype, device, requires_grad);

        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", new[] { rows, columns }, dtype, device, requires_grad);

        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", new[] { size }, dtype, device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_zeros", size, dtype, device, requires_grad);

        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", size.ToArray(), value, dtype, device, requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", new[] { dim0, dim1, dim2 }, value, dtype, device, requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", new[] { dim0, dim1, dim2, dim3 }, value, dtype, device, requires_grad);

        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", new[] { rows, columns }, value, dtype, device, requires_grad);

        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", new[] { size }, value, dtype, device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => New("new_full", size, value, dtype, device, requires_grad);

        private Tensor New(string op, long[] size, ScalarType? dtype, Device? device, bool requires_grad) =>
            Aten.Call(op, this, size, dtype, null as long?, device).As(null, requires_grad);

        private Tensor New(string op, long[] size, Scalar value, ScalarType? dtype, Device? device, bool requires_grad) =>
            Aten.Call(op, this, size, value, dtype, null as long?, device).As(null, requires_grad);
    }
}
