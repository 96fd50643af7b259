using FerKit.Data;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>Weights of the classes in the loss, so that rare ones are not lost.</summary>
internal static class ClassWeights
{
    /// <summary>
    /// (N / (classes x n_c))^balance for a class of n_c samples, 1 for a class without any; null when the balance is 0.
    /// The caller owns it.
    /// </summary>
    public static Tensor? Of(IImageBatches images, double balance)
    {
        if (balance == 0) return null;
        float[] weights = new float[images.ClassCount];
        for (int c = 0; c < weights.Length; c++)
        {
            int count = images.Labels.Count(label => label == c);
            weights[c] = count == 0 ? 1 : (float)Math.Pow((double)images.Count / (weights.Length * count), balance);
        }
        return tensor(weights, device: images.Device);
    }
}
