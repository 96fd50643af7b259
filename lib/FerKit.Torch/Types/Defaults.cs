using FerKit.Torch.Interop;

namespace TorchSharp;

// The element type and the device of tensors that do not say, and how element types go together.
public static partial class torch
{
    private static Device? default_device;

    /// <summary>The element type of new tensors of reals: float32 at first.</summary>
    public static ScalarType get_default_dtype() => (ScalarType)Native.GetDefaultDtype();

    /// <summary>For the whole process.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">It is no floating-point type.</exception>
    public static void set_default_dtype(ScalarType dtype) => NativeError.Check(Native.SetDefaultDtype((long)dtype));

    public static Device get_default_device() => default_device ?? CPU;

    /// <summary>For the whole process: where new tensors go that name no device.</summary>
    public static void set_default_device(Device device) => default_device = device;

    public static void set_default_device(string device) => default_device = new(device);

    /// <summary>The smallest element type that holds values of both.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Native.PromoteTypes((long)type1, (long)type2);

    /// <summary>The element type of an operation on both tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Aten.CallLong("result_type.Tensor", tensor1, tensor2);

    public static bool can_cast(ScalarType from, ScalarType to) => Aten.CallLong("can_cast", from, to) != 0;

    public static bool is_tensor(object obj) => obj is Tensor;
}
