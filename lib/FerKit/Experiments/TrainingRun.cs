using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Models;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Experiments;

/// <summary>A whole training: split, train, choose the best epoch on validation data, test once.</summary>
public static class TrainingRun
{
    /// <summary>Carries out a plan on loaded data.</summary>
    /// <param name="set">The data, at the recipe's input size.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="folder">The run folder to fill; null keeps nothing on disk, and then the last epoch is the one that is tested.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <returns>What came out; the caller disposes it, and with it the model.</returns>
    /// <exception cref="FerKitException">The data, the weights or the folder cannot be used; one line.</exception>
    /// <exception cref="ArgumentException">A model or a device that there is not.</exception>
    public static TrainingReport Start(
        ImageSet set, RunPlan plan, string? folder = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        var parts = DataParts.Of(set, plan.HoldOut, plan.Recipe.Validation, plan.Seed, plan.Fold);
        var description = new ModelDescription(plan.Model, set.ClassNames, set.Size, Normalisation.ImageNet);
        var device = new Device(plan.Device);
        manual_seed((long)plan.Seed);
        var model = ModelZoo.Create(plan.Model, set.ClassNames.Count);
        try
        {
            if (plan.Weights is not null) WeightsFile.Fill(plan.Weights, model);
            if (device.type != DeviceType.CPU) model.to(device);
            using var run = folder is null ? null : new RunFolder(folder, plan, description);
            using var train = new DeviceImages(set, parts.Train, description.Normalisation, device);
            using var validation = parts.Validation.Count == 0 ? null : new DeviceImages(set, parts.Validation, description.Normalisation, device);
            var epochs = new Trainer(model, plan.Recipe, plan.Seed)
                .Run(train, validation, result => run?.Save(result, model), progress, cancellation);

            if (run is not null) WeightsFile.Fill(run.Best, model);
            using var test = parts.Test.Count == 0 ? null : new DeviceImages(set, parts.Test, description.Normalisation, device);
            var confusion = test is null ? null : Evaluator.Run(model, test, cancellation).Confusion(set.ClassNames);
            run?.Finish(new { parts.Kind, parts.Warning, Test = confusion is null ? null : new MetricsReport(confusion) });
            return new TrainingReport(epochs, parts, confusion, new Predictor(model, description));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}

/// <summary>What a training gave. Owns the model.</summary>
/// <param name="Epochs">The epochs, in order.</param>
/// <param name="Parts">Which samples were for what.</param>
/// <param name="Test">The test, scored once with the chosen weights; null without a test part.</param>
/// <param name="Predictor">The chosen model, ready for single pictures.</param>
public sealed record TrainingReport(IReadOnlyList<EpochResult> Epochs, DataParts Parts, ConfusionMatrix? Test, Predictor Predictor) : IDisposable
{
    /// <summary>Frees the model.</summary>
    public void Dispose() => Predictor.Dispose();
}
