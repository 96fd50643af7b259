using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Statistics, order statistics and running values.
    public partial class Tensor
    {
        public Tensor std((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor std((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public Tensor var((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public Tensor var((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean(dimensions.ToArray(), unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(bool unbiased = true) => Aten.Call2("std_mean", this, unbiased);

        public (Tensor, Tensor) std_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => std_mean([dim], unbiased, keepdim, type);

        public (Tensor, Tensor) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Moments("std_mean.dim", dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean((long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim.Item1, dim.Item2], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean((long, long, long) dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim.Item1, dim.Item2, dim.Item3], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(ReadOnlySpan<long> dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean(dimensions.ToArray(), unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(bool unbiased = true) => Aten.Call2("var_mean", this, unbiased);

        public (Tensor, Tensor) var_mean(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => var_mean([dim], unbiased, keepdim, type);

        public (Tensor, Tensor) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => Moments("var_mean.dim", dimensions, unbiased, keepdim, type);

        public (Tensor, Tensor) aminmax(long? dim = null, bool keepdim = false) => Aten.Call2("aminmax", this, dim, keepdim);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amax(dims.ToArray(), keepdim, @out);

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.Call("amax", this, dims, keepdim) : Into(@out, Aten.Call("amax.out", this, dims, keepdim, @out));

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => amin(dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => @out is null ? Aten.Call("amin", this, dims, keepdim) : Into(@out, Aten.Call("amin.out", this, dims, keepdim, @out));

        public (Tensor, Tensor) cummax(long dim) => Aten.Call2("cummax", this, dim);

        public (Tensor, Tensor) cummin(long dim) => Aten.Call2("cummin", this, dim);

        public Tensor logcumsumexp(long dim) => Aten.Call("logcumsumexp", this, dim);

        public (Tensor, Tensor) kthvalue(long k, long? dim, bool keepdim = false) => Aten.Call2("kthvalue", this, k, dim ?? -1, keepdim);

        public (Tensor, Tensor) mode(long dim = -1, bool keepdim = false) => Aten.Call2("mode", this, dim, keepdim);

        public Tensor nanmean(int? dim = null, bool keepdim = false, ScalarType? dtype = null) => Aten.Call("nanmean", this, dim is { } one ? new long[] { one } : null, keepdim, dtype);

        public Tensor nanmedian() => Aten.Call("nanmedian", this);

        public Tensor nansum() => Aten.Call("nansum", this);

        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Call("nanquantile", this, q, dim, keepdim);

        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.Call("quantile", this, q, dim, keepdim);

        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Aten.Call("cov", this, correction, fweights, aweights);

        public Tensor corrcoef() => Aten.Call("corrcoef", this);

        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.Call("histc", this, bins, min, max);

        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Aten.Call("diff", this, n, dim, prepend, append);

        public Tensor trapezoid(double dx = 1, long dim = -1) => Aten.Call("trapezoid.dx", this, dx, dim);

        public Tensor trapezoid(Tensor x, long dim = -1) => Aten.Call("trapezoid.x", this, x, dim);

        public Tensor cumulative_trapezoid(double dx = 1, long dim = -1) => Aten.Call("cumulative_trapezoid.dx", this, dx, dim);

        public Tensor cumulative_trapezoid(Tensor x, long dim = -1) => Aten.Call("cumulative_trapezoid.x", this, x, dim);

        public Tensor dist(Tensor other, float p = 2) => Aten.Call("dist", this, other, p);

        public Tensor renorm(float p, long dim, float maxnorm) => Aten.Call("renorm", this, p, dim, maxnorm);

        public Tensor msort() => Aten.Call("msort", this);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Aten.Call("bucketize.Tensor", this, boundaries, outInt32, right);

        private (Tensor, Tensor) Moments(string op, long[] dimensions, bool unbiased, bool keepdim, ScalarType? type)
        {
            using var typed = type is { } wanted ? to(wanted) : null;
            return Aten.Call2(op, typed ?? this, dimensions, unbiased, keepdim);
        }

        // What an operator with an output argument returns is one more reference to that argument.
        private static Tensor Into(Tensor target, Tensor result)
        {
            result.Dispose();
            return target;
        }
    }
}
