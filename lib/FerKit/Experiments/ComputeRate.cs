using System.Diagnostics;
using FerKit.Evaluation;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Experiments;

/// <summary>
/// What a training step of a model costs, and what the device can do: from both comes the model FLOPs utilisation (MFU;
/// Chowdhery et al. 2022, PaLM, appendix B).
/// </summary>
/// <param name="StepFlops">Floating-point operations a picture: two a multiply-add, forward once and backward twice.</param>
/// <param name="PeakFlops">Operations a second of a large matrix product there, measured.</param>
internal sealed record ComputeRate(double StepFlops, double PeakFlops)
{
    // Large enough to fill the device, small enough for a moment's work.
    private const int CpuSide = 1024, CudaSide = 8192, Tries = 3;

    /// <summary>The share of what the device can do that a training makes use of, 0 to 1.</summary>
    public double Utilisation(double imagesPerSecond) => imagesPerSecond * StepFlops / PeakFlops;

    /// <summary>Counts a model and measures its device.</summary>
    public static ComputeRate Of(Module<Tensor, Tensor> model, int size, ComputeOptions options, Device device) =>
        new(2.0 * 3 * Complexity.Of(model, size).Operations.Macs, Peak(options, device));

    private static double Peak(ComputeOptions options, Device device)
    {
        Acceleration.Apply(options, device);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        int side = device.type == DeviceType.CPU ? CpuSide : CudaSide;
        var matrix = ones([side, side], options.Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32, device);
        double fastest = double.MaxValue;
        for (int i = 0; i <= Tries; i++)    // the first sets up
        {
            var clock = Stopwatch.StartNew();
            matrix.mm(matrix)[0, 0].cpu();
            if (i > 0) fastest = Math.Min(fastest, clock.Elapsed.TotalSeconds);
        }
        return 2.0 * side * side * side / fastest;
    }
}
