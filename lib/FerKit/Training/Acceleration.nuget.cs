using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>What makes training fast and TorchSharp does not have: here what it does have.</summary>
internal static class Acceleration
{
    /// <summary>What is off on this backend, in one line; null for nothing.</summary>
    public static string? Missing => "TorchSharp has no autocast, no cuDNN benchmark and no fused optimizer step: precision=bfloat16 is refused, steps on CUDA are slower";

    /// <summary>Sets what holds for the whole process.</summary>
    public static void Apply(ComputeOptions options, Device device)
    {
        if (options.Precision != Precision.Float32)
            throw new ArgumentException("precision is bfloat16, which needs libtorch's autocast, and TorchSharp does not offer it: use precision=float32.");
        if (device.type != DeviceType.CUDA) return;
        backends.cuda.matmul.allow_tf32 = options.Tf32;
        backends.cudnn.allow_tf32 = options.Tf32;
    }

    /// <summary>The scope of a forward pass in a precision; null where none is needed.</summary>
    public static IDisposable? Forward(Precision precision, Device device) => null;

    /// <summary>The most memory that tensors on a CUDA device have taken, in bytes; null where that is not known.</summary>
    public static long? DevicePeak(Device device) => null;
}
