using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Models;
using FerKit.Safetensors;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Experiments;

/// <summary>A whole training: split, train, choose the best epoch on validation data, test once.</summary>
public static class TrainingRun
{
    /// <summary>The parts that a plan makes of loaded data; what is wrong with them is better known before a long training than after it.</summary>
    /// <exception cref="FerKitException">The data cannot be split so.</exception>
    /// <exception cref="ArgumentException">More folds than persons, or nothing to hold out.</exception>
    public static DataParts Split(ImageSet set, RunPlan plan) => DataParts.Of(set, plan.HoldOut, plan.Recipe.Validation, plan.Seed, plan.Fold, plan.Split);

    /// <summary>Carries out a plan on loaded data.</summary>
    /// <param name="set">The data, at the recipe's input size.</param>
    /// <param name="plan">What to do.</param>
    /// <param name="folder">The run folder to make; null keeps nothing on disk, and then the last epoch is the one that is tested.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Stops after the step that is being done, and keeps its state.</param>
    /// <returns>What came out; the caller disposes it, and with it the model.</returns>
    /// <exception cref="FerKitException">The data, the weights or the folder cannot be used, or the training diverged; one line.</exception>
    /// <exception cref="ArgumentException">A model or a device that there is not, or a recipe that needs weights without them.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; <c>Resume</c> goes on.</exception>
    public static TrainingReport Start(
        ImageSet set, RunPlan plan, string? folder = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Start(set, Split(set, plan), plan, folder, progress, null, cancellation);

    /// <summary>Makes sure that the weights that a plan starts from are there; the data need not be loaded for it.</summary>
    /// <exception cref="ArgumentException">A recipe that needs weights without them.</exception>
    /// <exception cref="FerKitException">They are no weights file.</exception>
    internal static void CheckWeights(RunPlan plan)
    {
        if (plan.Recipe.NeedsWeights && plan.Weights is null)
            throw new ArgumentException($"recipe {plan.Recipe.Name} starts from weights: give them with --weights FILE.safetensors.");
        if (plan.Weights is not null) SafetensorsFile.Open(plan.Weights).Dispose();
    }

    /// <summary>The same for a caller who has split the data already (<see cref="Split"/>), and so before a folder is made, and who is told at once what to know.</summary>
    internal static TrainingReport Start(
        ImageSet set, DataParts parts, RunPlan plan, string? folder, IProgress<TrainingProgress>? progress, Action<string>? say, CancellationToken cancellation)
    {
        CheckWeights(plan);
        var notes = new RunNotes(say);
        manual_seed((long)plan.Seed);
        var model = ModelZoo.Create(plan.Model, set.ClassNames.Count);
        try
        {
            if (plan.Weights is not null && StartingWeights.Fill(plan.Weights, model, plan.Model, set.ClassNames) is { } note) notes.Add(note);
            plan = plan with { Source = set.Source };
            using var run = folder is null ? null : RunFolder.Create(folder, plan, parts, set.Names);
            return OutOfMemory.Explain(plan.Recipe, set.Size, () => Run(set, parts, plan, model, run, isNew: true, progress, notes, cancellation));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Goes on with a run that was stopped or killed, from its last checkpoint; on the CPU the end is the same, bit for bit.</summary>
    /// <param name="set">The data of the run's plan.</param>
    /// <param name="folder">The run folder.</param>
    /// <param name="device">Where it goes on; null for where it was.</param>
    /// <param name="threads">With how many threads; null for as many as before, without which rounding differs.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">As in <c>Start</c>.</param>
    /// <exception cref="FerKitException">No run, one that another process is at, damaged checkpoints, or other data than it began with; one line.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; call it again to go on.</exception>
    public static TrainingReport Resume(
        ImageSet set, string folder, string? device = null, int? threads = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Resume(set, Split(set, RunFolder.ReadPlan(folder)), folder, device, threads, progress, null, cancellation);

    /// <summary>The same for a caller who has split the data already.</summary>
    internal static TrainingReport Resume(
        ImageSet set, DataParts parts, string folder, string? device, int? threads, IProgress<TrainingProgress>? progress, Action<string>? say, CancellationToken cancellation)
    {
        var notes = new RunNotes(say);
        var plan = RunFolder.ReadPlan(folder);
        plan = plan with { Device = device ?? plan.Device, Threads = threads ?? plan.Threads };
        using var run = RunFolder.Open(folder);
        manual_seed((long)plan.Seed);
        var model = ModelZoo.Create(plan.Model, set.ClassNames.Count);
        try
        {
            // A run that was killed before its first checkpoint begins anew; one whose checkpoints were deleted must not.
            if (!run.HasCheckpoint && run.HasWeights)
                throw new FerKitException($"{OneLine.Of(folder)}: has no checkpoint to go on from: it was deleted, as an ablation does when a run is finished; train anew with another --out.");
            if (!run.HasCheckpoint) notes.Say("it had made no checkpoint yet, so it begins anew.");
            if (plan.Weights is not null && !run.HasCheckpoint) StartingWeights.Fill(plan.Weights, model, plan.Model, set.ClassNames);
            return OutOfMemory.Explain(plan.Recipe, set.Size, () => Run(set, parts, plan, model, run, isNew: false, progress, notes, cancellation));
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Asks a finished run about its test part once more.</summary>
    internal static Prediction TestAgain(ImageSet set, DataParts parts, string folder, RunPlan plan, CancellationToken cancellation)
    {
        var (model, description) = WeightsFile.Load(RunFolder.BestOf(folder));
        using (model)
        {
            if (plan.Threads is { } threads) set_num_threads(threads);
            var device = new Device(plan.Device);
            if (device.type != DeviceType.CPU) model.to(device);
            using var test = ImageBatches.Of(set, parts.Test, description.Normalisation, device);
            return new Trainer(model, plan.Recipe, plan.Seed).Score(test, cancellation);
        }
    }

    private static TrainingReport Run(
        ImageSet set, DataParts parts, RunPlan plan, Module<Tensor, Tensor> model, RunFolder? run, bool isNew, IProgress<TrainingProgress>? progress, RunNotes notes, CancellationToken cancellation)
    {
        var description = new ModelDescription(plan.Model, set.ClassNames, set.Size, Normalisation.ImageNet);
        if (plan.Threads is { } threads) set_num_threads(threads);
        var device = new Device(plan.Device);
        if (device.type != DeviceType.CPU) model.to(device);
        using var train = Batches(parts.Train);
        using var validation = parts.Validation.Count == 0 ? null : Batches(parts.Validation);
        using var test = parts.Test.Count == 0 ? null : Batches(parts.Test);
        using var recorder = run is null ? null : new RunRecorder(run, plan, description, RunIdentity.Of(plan, set), ComputeRate.Of(model, set.Size, plan.Recipe.Compute, device), notes);
        var trainer = new Trainer(model, plan.Recipe, plan.Seed);
        IReadOnlyList<EpochResult> epochs;
        try
        {
            epochs = trainer.Run(train!, validation, plan.LogTest ? test : null, recorder, progress, cancellation);
        }
        catch (DivergedException e) when (recorder?.LastGood is { } kept)
        {
            throw e.With(kept);
        }
        catch (FerKitException e) when (e.InnerException is IOException or UnauthorizedAccessException && e is not SafetensorsException && run is { HasCheckpoint: true })
        {
            throw new FerKitException($"{e.Message.TrimEnd('.')}; {recorder?.LastGood ?? "the beginning is kept"}, and --resume goes on from there.", e);
        }
        catch (Exception e) when (isNew && recorder is { HasProgress: false })
        {
            recorder.Dispose();
            run!.Discard();
            if (e is not DivergedException diverged) throw;
            throw diverged.With("no epoch was done, and nothing is kept");
        }
        if (run is not null) WeightsFile.Fill(run.Best, model);
        var answers = test is null ? null : trainer.Score(test, cancellation);
        var confusion = answers?.Confusion(set.ClassNames);
        if (device.type != DeviceType.CPU) model.cpu();    // single pictures are there
        run?.Finish(new { parts.Kind, parts.Warning, Test = confusion is null ? null : new MetricsReport(confusion) });
        return new TrainingReport(epochs, parts, confusion, new Predictor(model, description)) { Answers = answers, Notes = notes.Kept };

        IImageBatches Batches(IReadOnlyList<int> part) => ImageBatches.Of(set, part, description.Normalisation, device);
    }
}

/// <summary>What a training gave. Owns the model.</summary>
/// <param name="Epochs">The epochs, in order.</param>
/// <param name="Parts">Which samples were for what.</param>
/// <param name="Test">The test, scored once with the chosen weights; null without a test part.</param>
/// <param name="Predictor">The chosen model, on the CPU, ready for single pictures.</param>
public sealed record TrainingReport(IReadOnlyList<EpochResult> Epochs, DataParts Parts, ConfusionMatrix? Test, Predictor Predictor) : IDisposable
{
    /// <summary>The answers behind <see cref="Test"/>, in the order of the test part.</summary>
    public Prediction? Answers { get; init; }

    /// <summary>What the user should know of the start, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Frees the model.</summary>
    public void Dispose() => Predictor.Dispose();
}
