using FerKit.Torch.Interop;

namespace FerKit.Torch;

/// <summary>Speed switches of CUDA that TorchSharp lacks. They hold for the whole process and do nothing without CUDA.</summary>
public static class CudaSettings
{
    /// <summary>Lets cuDNN time its convolution algorithms for each new shape and keep the fastest. Results may differ in the last bits from run to run.</summary>
    public static bool CudnnBenchmark
    {
        get => Settings.IsOn(Setting.CudnnBenchmark);
        set => Settings.Set(Setting.CudnnBenchmark, value);
    }

    /// <summary>TF32 (10 bits of mantissa) in float32 products and convolutions together; true when both have it.</summary>
    public static bool Tf32
    {
        get => Settings.IsOn(Setting.MatmulTf32) && Settings.IsOn(Setting.CudnnTf32);
        set
        {
            Settings.Set(Setting.MatmulTf32, value);
            Settings.Set(Setting.CudnnTf32, value);
        }
    }
}
