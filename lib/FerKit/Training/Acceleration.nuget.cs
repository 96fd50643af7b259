using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>What makes training fast and TorchSharp does not have: here what it does have.</summary>
internal static class Acceleration
{
    /// <summary>What is off on this backend, in one line; null for nothing.</summary>
    public static string? Missing => "TorchSharp has no cuDNN benchmark and no fused optimizer step: steps on CUDA are slower; it has no autocast: precision=bfloat16 casts instead, which the kit's models alone can take; and it does not tell the most memory that a card has given";

    /// <summary>Sets what holds for the whole process.</summary>
    public static void Apply(ComputeOptions options, Device device)
    {
        if (device.type != DeviceType.CUDA) return;
        backends.cuda.matmul.allow_tf32 = options.Tf32;
        backends.cudnn.allow_tf32 = options.Tf32;
    }

    /// <summary>A forward pass in a precision. The caller, or its dispose scope, owns what is returned.</summary>
    public static Tensor Forward(nn.Module<Tensor, Tensor> model, Tensor images, Precision precision) =>
        model.call(precision == Precision.BFloat16 ? images.to(ScalarType.BFloat16) : images);

    /// <summary>The most memory that tensors on a CUDA device have taken, in bytes; null where that is not known.</summary>
    public static long? DevicePeak(Device device) => null;
}
