using FerKit.Evaluation;
using FerKit.Models;
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
/// <param name="PeakFlops">Operations a second there, measured: of a large matrix product or a large 3x3 convolution, whichever is faster. A convolution may need fewer products than are counted (Winograd).</param>
internal sealed record ComputeRate(double StepFlops, double PeakFlops)
{
    // Large enough to fill the device, small enough for a moment's work.
    private const int Channels = 256, MapSide = 28, Tries = 3;

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
        var type = options.Precision == Precision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var (side, images) = device.type == DeviceType.CPU ? (1024, 4) : (8192, 256);
        var matrix = ones([side, side], type, device);
        var maps = ChannelsLast.Of(ones([images, Channels, MapSide, MapSide], type, device));
        var kernel = ChannelsLast.Of(ones([Channels, Channels, 3, 3], type, device));
        double product = 2.0 * side * side * side / Fastest(() => matrix.mm(matrix));
        double convolution = 2.0 * images * MapSide * MapSide * Channels * Channels * 9 / Fastest(() => functional.conv2d(maps, kernel, padding: [1, 1]));
        return Math.Max(product, convolution);
    }

    private static double Fastest(Func<Tensor> work) => TimedTurns.Fastest(Tries, work)[0] / 1000;
}
