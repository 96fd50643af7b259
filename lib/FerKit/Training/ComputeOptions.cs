using System.Runtime.Intrinsics.X86;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>How a step is computed. None of it changes what is computed, rounding apart.</summary>
/// <param name="Precision">Of products and convolutions; weights, loss and optimizer are float32 always.</param>
/// <param name="ChannelsLast">Stores the channels of a pixel next to each other.</param>
/// <param name="Tf32">On CUDA: lets float32 products round their factors to 10 bits, on the tensor cores.</param>
/// <param name="CudnnBenchmark">On CUDA: tries the convolution algorithms at the first step and keeps the fastest.</param>
public sealed record ComputeOptions(Precision Precision = Precision.Float32, bool ChannelsLast = true, bool Tf32 = true, bool CudnnBenchmark = true)
{
    /// <summary>
    /// Whether bfloat16 convolutions are computed well on this processor. Without AVX-512 libtorch takes its own in place of oneDNN's, and
    /// these sum in bfloat16: the weight gradient of one, 30 pictures of 32 px in channels-last order, came out 18 % off with libtorch 1.13.
    /// </summary>
    public static bool ProcessorSuitsBFloat16 { get; } = Avx512BW.VL.IsSupported && Avx512DQ.VL.IsSupported;

    /// <summary>What to know before a training by these options on a device, in one line; null for nothing.</summary>
    public string? WarningOn(Device device) => Precision == Precision.BFloat16 && device.type == DeviceType.CPU && !ProcessorSuitsBFloat16
        ? "precision=bfloat16 trains poorly on a processor without AVX-512, where libtorch sums convolutions in bfloat16; use precision=float32" : null;
}

/// <summary>The precisions of <see cref="ComputeOptions"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>32 bits throughout.</summary>
    Float32,

    /// <summary>
    /// Mixed: bfloat16 where libtorch's autocast holds it safe; where there is none, in all layers of the kit's models (other
    /// models then do not take it). Fast on recent GPUs; on most CPUs slower, and without AVX-512 worse (<see cref="ComputeOptions.ProcessorSuitsBFloat16"/>).
    /// </summary>
    BFloat16,
}
