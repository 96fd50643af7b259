using FerKit.Torch.Interop;

namespace TorchSharp;

// Regular sequences, diagonal matrices and windows.
public static partial class torch
{
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>start, start + step, ... below stop: int64 when all three are integers, else the default element type.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool real = start.IsReal || stop.IsReal || step.IsReal;
        return Aten.Call("arange.start_step", start, stop, step, dtype ?? (real ? get_default_dtype() : ScalarType.Int64), null as long?, Place(device)).As(null, requires_grad);
    }

    /// <summary><paramref name="steps"/> numbers from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("linspace", start, end, steps, dtype, null as long?, Place(device)).As(null, requires_grad);

    /// <summary><paramref name="base"/> to the power of each number of <see cref="linspace"/>.</summary>
    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("logspace", start, end, steps, @base, dtype, null as long?, Place(device)).As(null, requires_grad);

    /// <summary>Ones on the diagonal of a matrix, which is square when <paramref name="columns"/> is -1.</summary>
    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("eye.m", rows, columns < 0 ? rows : columns, dtype, null as long?, Place(device)).As(names, requires_grad);

    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.Call("tril_indices", row, col, offset, dtype, null as long?, Place(device));

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device? device = null) =>
        Aten.Call("triu_indices", row, col, offset, dtype, null as long?, Place(device));

    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("hann_window.periodic", len, periodic, dtype, null as long?, Place(device)).As(null, requires_grad);

    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("hamming_window.periodic_alpha_beta", len, periodic, alpha, beta, dtype, null as long?, Place(device)).As(null, requires_grad);
}
