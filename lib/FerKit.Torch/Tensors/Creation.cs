using System.Runtime.InteropServices;
using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("zeros_like", input, dtype, null as long?, device).As(names, requires_grad);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("ones_like", input, dtype, null as long?, device).As(names, requires_grad);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("empty_like", input, dtype, null as long?, device).As(names, requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("rand_like", input, dtype, null as long?, device).As(null, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("randn_like", input, dtype, null as long?, device).As(null, requires_grad);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("full_like", input, value, dtype, null as long?, device).As(names, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype ?? stop.Type.Default(), device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        bool real = start.IsReal || stop.IsReal || step.IsReal;
        return Aten.Call("arange.start_step", start, stop, step, dtype ?? (real ? ScalarType.Float32 : ScalarType.Int64), null as long?, device)
            .requires_grad_(requires_grad);
    }

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.Call("linspace", start, end, steps, dtype ?? ScalarType.Float32, null as long?, device).requires_grad_(requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Aten.Call("eye.m", rows, columns < 0 ? rows : columns, dtype, null as long?, device).As(names, requires_grad);

    /// <summary>A copy of an array of any rank.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dtype, device, requires_grad, names);

    // A copy of `data` in the given shape.
    private static Tensor FromSpan<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long expected = 1;
        foreach (long side in shape) expected *= side;
        if (expected != data.Length)
            throw new ArgumentException($"{data.Length} elements do not fill the shape ({string.Join(", ", shape.ToArray())}), which holds {expected}.", nameof(data));
        var made = empty(shape.ToArray(), ElementTypes.Of<T>());
        made.CopyFrom(data);
        return made.Converted(dtype, device).As(names, requires_grad);
    }

    private static Tensor FromArray(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        long[] shape = [.. Enumerable.Range(0, array.Rank).Select(rank => (long)array.GetLength(rank))];
        var made = empty(shape, ElementTypes.Of(array.GetType().GetElementType()!));
        made.CopyFrom(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)(made.numel() * made.ElementSize))));
        return made.Converted(dtype, device).As(names, requires_grad);
    }

    // The same values in another type or on another device; the original is disposed when it was only a stage.
    private static Tensor Converted(this Tensor tensor, ScalarType? dtype, Device? device)
    {
        if ((dtype ?? tensor.dtype) == tensor.dtype && (device is null || device.type == DeviceType.CPU)) return tensor;
        var converted = tensor.to(dtype ?? tensor.dtype, device ?? CPU);
        tensor.Dispose();
        return converted;
    }

    /// <exception cref="NotSupportedException">Names are given: this binding has no named tensors.</exception>
    private static Tensor As(this Tensor tensor, string[]? names, bool requires_grad)
    {
        if (names is not null) throw new NotSupportedException("named tensors are not part of this binding: leave 'names' out.");
        return requires_grad ? tensor.requires_grad_() : tensor;
    }

    // Python's rule for a number: integers are int64, reals the default type.
    private static ScalarType Default(this ScalarType type) =>
        is_floating_point(type) ? ScalarType.Float32 : type == ScalarType.Bool ? type : ScalarType.Int64;
}
