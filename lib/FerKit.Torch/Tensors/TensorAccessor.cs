using System.Collections;
using FerKit.Torch.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the CPU as a sequence in the order of its shape, whatever its strides.</summary>
public sealed class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] shape;
    private readonly long[] strides;

    internal TensorAccessor(Tensor tensor)
    {
        if (tensor.dtype != ElementTypes.Of<T>())
            throw new ArgumentException($"the tensor has elements of {tensor.dtype}, not {ElementTypes.Of<T>()} ({typeof(T).Name}).");
        if (!tensor.is_cpu()) throw new InvalidOperationException($"the tensor is on {tensor.device}: call cpu() before its elements are read.");
        (this.tensor, shape, strides) = (tensor, tensor.shape, tensor.stride());
    }

    public long Count => tensor.NumberOfElements;

    public bool IsReadOnly => false;

    /// <summary>One element by its position on each axis, or by its number when a single index is given.</summary>
    public unsafe T this[params long[] indices]
    {
        get => ((T*)Native.TensorData(tensor.Handle))[Offset(indices)];
        set => ((T*)Native.TensorData(tensor.Handle))[Offset(indices)] = value;
    }

    public unsafe T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>An array with the tensor's own rank; a scalar gives one element.</summary>
    public Array ToNDArray()
    {
        var result = Array.CreateInstance(typeof(T), shape.Length == 0 ? [1] : shape);
        int[] at = new int[Math.Max(1, shape.Length)];
        foreach (T value in ToArray())
        {
            result.SetValue(value, at);
            for (int axis = at.Length - 1; axis >= 0; axis--)
            {
                if (++at[axis] < result.GetLength(axis)) break;
                at[axis] = 0;
            }
        }
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>As many elements as there are, or as fit.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = checked((int)Math.Min(Count - tensorIndex, array.Length - arrayIndex));
        if (count <= 0) return;
        using var packed = tensor.is_contiguous() ? null : Packed();
        Elements(packed ?? tensor, tensorIndex, count).CopyTo(array[arrayIndex..]);
        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    public unsafe void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        int count = checked((int)Math.Min(Count - tensorIndex, array.Length - arrayIndex));
        T* start = (T*)Native.TensorData(tensor.Handle);
        if (count > 0 && tensor.is_contiguous()) array.Slice(arrayIndex, count).CopyTo(Elements(tensor, tensorIndex, count));
        else for (int i = 0; i < count; i++) start[Offset(tensorIndex + i)] = array[arrayIndex + i];
        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    /// <summary>Equal counts and equal elements.</summary>
    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Count == right.Count && left.SequenceEqual(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && this == other;

    public override int GetHashCode() => Count.GetHashCode();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to free: the tensor owns the memory.</summary>
    public void Dispose()
    {
    }

    internal unsafe T At(long number)
    {
        T value = ((T*)Native.TensorData(tensor.Handle))[Offset(number)];
        GC.KeepAlive(tensor);
        return value;
    }

    private static unsafe Span<T> Elements(Tensor contiguous, long first, int count) => new((T*)Native.TensorData(contiguous.Handle) + first, count);

    private Tensor Packed()
    {
        using var frozen = no_grad();
        return tensor.contiguous();
    }

    private long Offset(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1) return Offset(indices[0]);
        if (indices.Length != shape.Length) throw new ArgumentException($"{indices.Length} indices do not fit {shape.Length} dimensions.", nameof(indices));
        long offset = 0;
        for (int axis = 0; axis < indices.Length; axis++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[axis], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[axis], shape[axis], nameof(indices));
            offset += indices[axis] * strides[axis];
        }
        return offset;
    }

    // Where the element with this number in the order of the shape lies in memory.
    private long Offset(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        long offset = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            offset += number % shape[axis] * strides[axis];
            number /= shape[axis];
        }
        return offset;
    }
}
