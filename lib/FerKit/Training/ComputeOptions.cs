using System.Text.Json.Serialization;

namespace FerKit.Training;

/// <summary>How a step is computed. None of it changes what is computed, rounding apart.</summary>
/// <param name="Precision">Of products and convolutions; weights, loss and optimizer are float32 always.</param>
/// <param name="ChannelsLast">Stores the channels of a pixel next to each other.</param>
/// <param name="Tf32">On CUDA: lets float32 products round their factors to 10 bits, on the tensor cores.</param>
/// <param name="CudnnBenchmark">On CUDA: tries the convolution algorithms at the first step and keeps the fastest.</param>
public sealed record ComputeOptions(Precision Precision = Precision.Float32, bool ChannelsLast = true, bool Tf32 = true, bool CudnnBenchmark = true);

/// <summary>The precisions of <see cref="ComputeOptions"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>32 bits throughout.</summary>
    Float32,

    /// <summary>
    /// Mixed: bfloat16 where libtorch's autocast holds it safe; where there is none, in all layers of the kit's models (other
    /// models then do not take it). Fast on recent GPUs; on most CPUs slower.
    /// </summary>
    BFloat16,
}
