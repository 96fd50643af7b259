using System.Runtime.InteropServices;
using FerKit.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>What makes training fast and TorchSharp does not have: here by libtorch itself.</summary>
internal static class Acceleration
{
    /// <summary>What is off on this backend, in one line; null for nothing.</summary>
    public static string? Missing => null;

    /// <summary>Sets what holds for the whole process.</summary>
    public static void Apply(ComputeOptions options, Device device)
    {
        if (device.type != DeviceType.CUDA) return;
        CudaSettings.Tf32 = options.Tf32;
        CudaSettings.CudnnBenchmark = options.CudnnBenchmark;
    }

    /// <summary>A forward pass in a precision. The caller, or its dispose scope, owns what is returned.</summary>
    public static Tensor Forward(nn.Module<Tensor, Tensor> model, Tensor images, Precision precision)
    {
        using var autocast = precision == Precision.BFloat16 ? new Autocast(images.device_type, ScalarType.BFloat16) : null;
        return model.call(images);
    }

    /// <summary>The most memory that tensors on a CUDA device have taken, in bytes; null where that is not known.</summary>
    public static long? DevicePeak(Device device)
    {
        try
        {
            return device.type == DeviceType.CUDA ? CudaMemory.Of(Math.Max(0, device.index)).AllocatedPeak : null;
        }
        catch (ExternalException)
        {
            return null;    // built without the CUDA runtime's headers
        }
    }
}
