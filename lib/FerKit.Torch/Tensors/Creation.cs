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

    // A copy of `data` in the given shape.
    private static Tensor FromSpan<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long expected = 1;
        foreach (long side in shape) expected *= side;
        if (expected != data.Length)
            throw new ArgumentException($"{data.Length} elements do not fill the shape ({string.Join(", ", shape.ToArray())}), which holds {expected}.", nameof(data));
        var made = Aten.Call("empty.memory_format", shape.ToArray(), ElementTypes.Of<T>());
        made.CopyFrom(data);
        return made.Converted(dtype, device).As(names, requires_grad);
    }

    private static Tensor FromArray(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        long[] shape = [.. Enumerable.Range(0, array.Rank).Select(rank => (long)array.GetLength(rank))];
        var made = Aten.Call("empty.memory_format", shape, ElementTypes.Of(array.GetType().GetElementType()!));
        made.CopyFrom(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(array), checked((int)(made.numel() * made.ElementSize))));
        return made.Converted(dtype, device).As(names, requires_grad);
    }

    // The same values in another type or on another device; the original is disposed when it was only a stage.
    private static Tensor Converted(this Tensor tensor, ScalarType? dtype, Device? device)
    {
        var place = Place(device) ?? CPU;
        return (dtype ?? tensor.dtype) == tensor.dtype && place.type == DeviceType.CPU ? tensor : tensor.to(dtype ?? tensor.dtype, place, disposeAfter: true);
    }

    // Null leaves the choice to libtorch, which takes the CPU.
    private static Device? Place(Device? device) => device ?? default_device;

    /// <exception cref="NotSupportedException">Names are given: this binding has no named tensors.</exception>
    private static Tensor As(this Tensor tensor, string[]? names, bool requires_grad)
    {
        if (names is null) return requires_grad ? tensor.requires_grad_() : tensor;
        tensor.Dispose();
        throw new NotSupportedException("named tensors are not part of this binding: leave 'names' out.");
    }

    // Python's rule for a number: integers are int64, reals the default type.
    private static ScalarType Default(this ScalarType type) =>
        is_floating_point(type) ? get_default_dtype() : type == ScalarType.Bool ? type : ScalarType.Int64;
}
