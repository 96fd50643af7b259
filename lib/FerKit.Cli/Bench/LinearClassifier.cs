using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Cli.Bench;

/// <summary>Multinomial logistic regression on the pixels of a set's official parts.</summary>
internal static class LinearClassifier
{
    private static readonly double[] Decays = [0.01, 1, 10, 30];

    /// <summary>Test accuracies for several strengths of weight decay, from nearly none to one that underfits.</summary>
    public static IReadOnlyDictionary<string, double> Accuracies(ImageSet set, CancellationToken cancellation)
    {
        using var train = Part(DataSplit.Train);
        using var test = Part(DataSplit.Test);
        return Decays.ToDictionary(decay => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"decay {decay}"), decay =>
        {
            manual_seed(1);
            using var model = Sequential(Flatten(), Linear(set.ImageBytes, set.ClassNames.Count));
            var recipe = new Recipe { Epochs = 40, Batch = 100, Optimizer = OptimizerKind.AdamW, Rate = 1e-3, WeightDecay = decay, Augmentation = new(Flip: true, Shift: 0) };
            new Trainer(model, recipe, 1).Run(train, cancellation: cancellation);
            return Evaluator.Run(model, test, cancellation).Accuracy;
        });

        DeviceImages Part(DataSplit split) => new(set, [.. Enumerable.Range(0, set.Count).Where(i => set.Splits[i] == split)], Normalisation.ImageNet, CPU);
    }
}
