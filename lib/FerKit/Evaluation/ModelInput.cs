using FerKit.Imaging;
using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Evaluation;

/// <summary>Pictures as a model takes them.</summary>
public static class ModelInput
{
    /// <summary>Central squares of pictures of any size, resampled to the model's input and normalised: (N, 3, S, S). The caller owns it.</summary>
    /// <param name="images">At least one.</param>
    /// <param name="description">The model.</param>
    public static Tensor Of(IReadOnlyList<RgbImage> images, ModelDescription description)
    {
        int size = description.InputSize, bytes = 3 * size * size;
        var pixels = new byte[images.Count * bytes];
        for (int i = 0; i < images.Count; i++) SquarePixels.Write(images[i], size, pixels.AsSpan(i * bytes, bytes));
        using var scope = NewDisposeScope();
        var input = tensor(pixels, [images.Count, 3, size, size]).to(ScalarType.Float32);
        var normalisation = description.Normalisation;
        return input.sub_(Row(normalisation.Mean, 255)).div_(Row(normalisation.Deviation, 255)).MoveToOuterDisposeScope();

        static Tensor Row(IReadOnlyList<float> values, float scale) => tensor(values.Select(value => value * scale).ToArray(), [1, 3, 1, 1]);
    }
}
