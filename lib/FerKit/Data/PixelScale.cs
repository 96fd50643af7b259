using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>Brings pixels from 0 to 255 to what a model's input expects, on a device.</summary>
internal sealed class PixelScale : IDisposable
{
    private readonly Tensor mean;
    private readonly Tensor scale;

    public PixelScale(Normalisation normalisation, Device device)
    {
        mean = tensor(normalisation.Mean.Select(m => m * 255).ToArray(), [1, 3, 1, 1], device: device).DetachFromDisposeScope();
        scale = tensor(normalisation.Deviation.Select(d => 1 / (d * 255)).ToArray(), [1, 3, 1, 1], device: device).DetachFromDisposeScope();
    }

    /// <summary>Normalised float32 of uint8 or float32 (n, 3, S, S). The caller owns it.</summary>
    public Tensor Normalise(Tensor pixels)
    {
        using var scope = NewDisposeScope();
        // In place where the floats are new: a pass over memory less.
        var centred = pixels.dtype == ScalarType.Float32 ? pixels - mean : pixels.to(ScalarType.Float32).sub_(mean);
        return centred.mul_(scale).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        mean.Dispose();
        scale.Dispose();
    }
}
