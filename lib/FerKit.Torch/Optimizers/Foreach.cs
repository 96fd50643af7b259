using FerKit.Torch.Interop;
using static FerKit.Torch.Interop.Argument;

namespace TorchSharp.Modules;

/// <summary>
/// libtorch's operators over lists of tensors, on handles. On the CPU they loop in native code; on CUDA one kernel does many
/// tensors. A method without a trailing underscore returns handles that the caller releases (<see cref="Batch.Own"/>).
/// </summary>
internal static class Foreach
{
    public static void Zero_(long[] self) => Aten.Do("_foreach_zero_", Handles(self));

    public static long[] Negative(long[] self) => Aten.CallHandles("_foreach_neg", Handles(self));

    public static long[] Add(long[] self, long[] other, double alpha) => Aten.CallHandles("_foreach_add.List", Handles(self), Handles(other), alpha);

    public static void Add_(long[] self, long[] other, double alpha) => Aten.Do("_foreach_add_.List", Handles(self), Handles(other), alpha);

    public static void Add_(long[] self, double number) => Aten.Do("_foreach_add_.Scalar", Handles(self), number);

    public static void Multiply_(long[] self, double factor) => Aten.Do("_foreach_mul_.Scalar", Handles(self), factor);

    public static void Divide_(long[] self, double divisor) => Aten.Do("_foreach_div_.Scalar", Handles(self), divisor);

    public static long[] SquareRoot(long[] self) => Aten.CallHandles("_foreach_sqrt", Handles(self));

    public static void SquareRoot_(long[] self) => Aten.Do("_foreach_sqrt_", Handles(self));

    /// <summary><c>self += value * left * right</c>.</summary>
    public static void AddProduct_(long[] self, long[] left, long[] right, double value) =>
        Aten.Do("_foreach_addcmul_.Scalar", Handles(self), Handles(left), Handles(right), value);

    public static long[] AddProduct(long[] self, long[] left, long[] right, double value) =>
        Aten.CallHandles("_foreach_addcmul.Scalar", Handles(self), Handles(left), Handles(right), value);

    /// <summary><c>self += value * left / right</c>.</summary>
    public static void AddQuotient_(long[] self, long[] left, long[] right, double value) =>
        Aten.Do("_foreach_addcdiv_.Scalar", Handles(self), Handles(left), Handles(right), value);

    /// <summary>The greater of the two, elementwise, into <paramref name="self"/>.</summary>
    public static void Maximum_(long[] self, long[] other)
    {
        for (int i = 0; i < self.Length; i++) Native.TensorRelease((nint)Aten.CallHandle("maximum.out", Handle(self[i]), Handle(other[i]), Handle(self[i])));
    }
}
