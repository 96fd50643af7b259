using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FerKit.Torch.Interop;

namespace TorchSharp;

// Tensors over the memory of managed arrays, which stay pinned while the tensor or a view of it lives.
public static partial class torch
{
    /// <summary>A tensor of the array's shape and element type; on the CPU it shares the array's memory.</summary>
    /// <exception cref="ArgumentException">No tensor has elements of the array's type.</exception>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, Device?)"/>
    /// <remarks>Another element type means a copy.</remarks>
    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        long[] shape = [.. Enumerable.Range(0, rawArray.Rank).Select(rank => (long)rawArray.GetLength(rank))];
        return Shared(rawArray, shape, 0).Converted(dtype, device).As(names, requires_grad);
    }

    /// <summary>
    /// <paramref name="count"/> elements of an array (-1: all that are left) from <paramref name="offset"/> on, as one
    /// dimension. The memory is shared unless <paramref name="dtype"/> is another than the array's.
    /// </summary>
    /// <exception cref="ArgumentException">The offset is outside of the array.</exception>
    /// <exception cref="IndexOutOfRangeException">The array has fewer elements.</exception>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"the offset {offset} is outside of an array of {rawArray.LongLength} elements.", nameof(offset));
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"an array of {rawArray.LongLength} elements has no {count} of them from {offset} on.");
        return Shared(rawArray, [count < 0 ? rawArray.LongLength - offset : count], offset).Converted(dtype, CPU).As(null, requires_grad);
    }

    private static unsafe Tensor Shared(Array array, long[] shape, long offset)
    {
        var type = ElementTypes.Of(array.GetType().GetElementType()!);
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        byte* start = array.Length == 0 ? null : (byte*)pin.AddrOfPinnedObject() + offset * type.Bytes();
        nint handle;
        fixed (long* sizes = shape)
            handle = Native.TensorFromBlob(start, sizes, shape.Length, (long)type, &Unpin, (void*)GCHandle.ToIntPtr(pin));
        if (handle == 0) pin.Free();
        return NativeError.Tensor(handle);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static unsafe void Unpin(void* pin) => GCHandle.FromIntPtr((nint)pin).Free();
}
