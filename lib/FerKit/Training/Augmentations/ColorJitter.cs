using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Brightness, then contrast, then saturation, each as torchvision.transforms.functional adjusts it, with white at 255
/// instead of 1. torchvision's ColorJitter shuffles the three; here their order is fixed. Numbers: three factors.
/// </summary>
internal sealed class ColorJitter(Augmentation options) : IBatchOperation
{
    public int Width => 3;

    public void Draw(SeededRandom random, Span<float> numbers)
    {
        numbers[0] = Factor(options.Brightness);
        numbers[1] = Factor(options.Contrast);
        numbers[2] = Factor(options.Saturation);

        float Factor(double strength) => (float)(1 + strength * (2 * random.NextDouble() - 1));
    }

    public Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random)
    {
        var result = pixels.to(ScalarType.Float32);
        if (options.Brightness > 0) result = Brightness(result, Factor(0));
        if (options.Contrast > 0) result = Contrast(result, Factor(1));
        if (options.Saturation > 0) result = Saturation(result, Factor(2));
        return result;

        Tensor Factor(long column) => numbers.narrow(1, column, 1).view(-1, 1, 1, 1);
    }

    /// <summary>Black mixed with the pictures (n, 3, S, S) at factors (n, 1, 1, 1).</summary>
    public static Tensor Brightness(Tensor pixels, Tensor factors) => (pixels * factors).clamp_(0, 255);

    /// <summary>The mean grey of each picture mixed with it.</summary>
    public static Tensor Contrast(Tensor pixels, Tensor factors) => Mix(Grey(pixels).mean([1, 2, 3], keepdim: true), pixels, factors);

    /// <summary>The grey of each pixel mixed with it.</summary>
    public static Tensor Saturation(Tensor pixels, Tensor factors) => Mix(Grey(pixels), pixels, factors);

    // Like lerp, but also beyond a factor of 1, and faster.
    private static Tensor Mix(Tensor grey, Tensor pixels, Tensor factors) => (pixels - grey).mul_(factors).add_(grey).clamp_(0, 255);

    private static Tensor Grey(Tensor pixels) =>
        (pixels * tensor([0.2989f, 0.587f, 0.114f], [1, 3, 1, 1], device: pixels.device)).sum(1, keepdim: true);
}
