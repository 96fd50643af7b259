using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Pixels that are random one by one. Drawn by the host, a byte each, so that every device and every libtorch sees the same.
/// </summary>
internal static class Noise
{
    /// <summary>Whole numbers from 0 to 255, each as likely: float32 of the shape and on the device of a batch.</summary>
    public static Tensor Like(Tensor pixels, SeededRandom random)
    {
        var bytes = new byte[pixels.numel()];
        random.Fill(bytes);
        return tensor(bytes, pixels.shape, device: pixels.device).to(ScalarType.Float32);
    }
}
