using System.Diagnostics;
using FerKit.Data;
using FerKit.Evaluation;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Training;

/// <summary>
/// Trains a model by a recipe. The order of the data depends on the seed and the epoch alone, the augmentation on these and
/// the number of the batch, so equal seeds give equal weights on one machine.
/// </summary>
/// <param name="model">What is trained; it lives on the device of the pictures.</param>
/// <param name="recipe">How.</param>
/// <param name="seed">The run's seed.</param>
public sealed class Trainer(Module<Tensor, Tensor> model, Recipe recipe, ulong seed)
{
    /// <summary>Runs all epochs; <paramref name="epochDone"/> is called after each, with the model as it then is.</summary>
    /// <param name="train">At least two pictures.</param>
    /// <param name="validation">Scored after each epoch; null for none.</param>
    /// <param name="epochDone">Saves what is worth saving.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="FerKitException">The loss is no longer a number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<EpochResult> Run(
        DeviceImages train, DeviceImages? validation = null, Action<EpochResult>? epochDone = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var results = new List<EpochResult>();
        using var optimizer = Optimization.Create(recipe, model.parameters());
        int stepsPerEpoch = BatchPlan.Shuffled(train.Count, recipe.Batch, seed, 0).Count;
        var rates = new RateSchedule(recipe, stepsPerEpoch);
        using var weights = ClassWeights.Of(train, recipe.ClassBalance);

        for (int epoch = 0; epoch < recipe.Epochs; epoch++)
        {
            model.train();
            var random = new SeededRandom(seed).Fork(1).Fork((ulong)epoch);
            var clock = Stopwatch.StartNew();
            double rate = 0;
            using var sums = new RunningSums();

            var batches = BatchPlan.Shuffled(train.Count, recipe.Batch, seed, epoch);
            for (int step = 0; step < batches.Count; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                rate = rates.Set(optimizer, epoch * stepsPerEpoch + step);
                var own = random.Fork((ulong)step);
                var (images, labels) = train.Batch(batches[step], pixels => recipe.Augmentation.Apply(pixels, own));
                var logits = model.call(images);                                          // (n, classes)
                var loss = F.cross_entropy(logits, labels, weights, label_smoothing: recipe.LabelSmoothing);
                optimizer.zero_grad();
                loss.backward();
                optimizer.step();
                sums.Add(loss, logits, labels);
                progress?.Report(new TrainingProgress(epoch + 1, recipe.Epochs, step + 1, batches.Count, clock.Elapsed.TotalSeconds, sums.Count / clock.Elapsed.TotalSeconds));
            }

            var (trainLoss, trainAccuracy) = sums.Read();   // the only point where the loop waits for the device
            double seconds = clock.Elapsed.TotalSeconds;
            if (!double.IsFinite(trainLoss))
                throw new FerKitException($"the loss is {trainLoss} in epoch {epoch + 1}: lower the rate (--rate, now {recipe.Rate}).");
            var scored = validation is null ? null : Evaluator.Run(model, validation, cancellation);
            results.Add(new EpochResult(epoch + 1, trainLoss, trainAccuracy, scored?.Loss, scored?.Accuracy, rate, seconds, train.Count / seconds));
            epochDone?.Invoke(results[^1]);
            progress?.Report(new TrainingProgress(epoch + 1, recipe.Epochs, batches.Count, batches.Count, seconds, train.Count / seconds, results[^1]));
        }
        return results;
    }
}
