using static TorchSharp.torch;

namespace TorchSharp;

// The only element as a number, and numbers as tensors.
public static partial class TensorExtensionMethods
{
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();

    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();

    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();

    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();

    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    /// <summary>A tensor without dimensions.</summary>
    /// <exception cref="ArgumentException">No tensor has elements of this type, or a gradient is wanted for integers.</exception>
    public static Tensor ToTensor<T>(this T scalar, Device? device = null, bool requires_grad = false) where T : struct
    {
        if (requires_grad && !is_floating_point(ElementTypes.Of<T>())) throw new ArgumentException("only floating-point tensors have gradients.", nameof(requires_grad));
        return FromArray(new[] { scalar }, [], device, requires_grad);
    }

    /// <summary>A copy of the array in another shape.</summary>
    public static Tensor ToTensor<T>(this T[] rawArray, long[] dimensions, bool doCopy = false, bool requires_grad = false) =>
        FromArray(rawArray, dimensions, null, requires_grad);

    /// <summary>The number of elements of a shape.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, side) => product * side);

    /// <summary>The bytes of one element.</summary>
    public static int ElementSize(this ScalarType type) => type.Bytes();

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => Array.ConvertAll(tensor.shape, side => checked((int)side));

    private static Tensor FromArray(Array array, long[] shape, Device? device, bool requires_grad)
    {
        using var shared = from_array(array, CPU);
        using var shaped = shared.reshape(shape);
        return shaped.to(shaped.dtype, device ?? get_default_device(), copy: true).requires_grad_(requires_grad);
    }
}
