using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // A tensor in parts, which are views.
    public partial class Tensor
    {
        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => split(sizes.ToArray(), dim);

        public Tensor[] split(params long[] sizes) => split(sizes, 0);

        public Tensor[] hsplit(long size) => Aten.CallList("hsplit.int", this, size);

        public Tensor[] hsplit(params long[] sizes) => Aten.CallList("hsplit.array", this, sizes);

        public Tensor[] hsplit(Tensor indices) => hsplit(indices.Positions());

        public Tensor[] vsplit(long size) => Aten.CallList("vsplit.int", this, size);

        public Tensor[] vsplit(params long[] sizes) => Aten.CallList("vsplit.array", this, sizes);

        public Tensor[] vsplit(Tensor indices) => vsplit(indices.Positions());

        public Tensor[] dsplit((long, long) indices_or_sections) => dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2 });

        public Tensor[] dsplit((long, long, long) indices_or_sections) => dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3 });

        public Tensor[] dsplit((long, long, long, long) indices_or_sections) => dsplit(new[] { indices_or_sections.Item1, indices_or_sections.Item2, indices_or_sections.Item3, indices_or_sections.Item4 });

        public Tensor[] dsplit(long size) => Aten.CallList("dsplit.int", this, size);

        public Tensor[] dsplit(params long[] sizes) => Aten.CallList("dsplit.array", this, sizes);

        public Tensor[] dsplit(Tensor indices) => dsplit(indices.Positions());

        public Tensor[] tensor_split(long size, long dim = 0) => Aten.CallList("tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Aten.CallList("tensor_split.indices", this, sizes, dim);

        public Tensor[] tensor_split(Tensor indices, long dim = 0) => Aten.CallList("tensor_split.tensor_indices_or_sections", this, indices, dim);

        private long[] Positions()
        {
            using var integers = to(ScalarType.Int64);
            using var near = integers.cpu();
            return near.data<long>().ToArray();
        }
    }
}
