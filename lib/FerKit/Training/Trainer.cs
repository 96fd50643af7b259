using System.Diagnostics;
using System.Runtime.InteropServices;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

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
    // Reading a number waits for the device; between two readings it works without a pause.
    private const int ReadEvery = 20;

    // Or so soon, where steps are slow.
    private const double ReadSeconds = 60;

    // Pictures that are scored at a time for one that is trained on: without a graph little of them is kept.
    private const int ScoredPerTrained = 4;

    /// <summary>Runs all epochs.</summary>
    /// <param name="train">At least two pictures.</param>
    /// <param name="validation">Scored after each epoch, to choose the best; null for none.</param>
    /// <param name="test">Scored after each epoch too, for its curve alone; null, as is usual, for none.</param>
    /// <param name="observer">Keeps what is worth keeping, and may begin where an earlier run stopped; null for nobody.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Looked at before each step.</param>
    /// <exception cref="DivergedException">The loss is no longer a number.</exception>
    /// <exception cref="FerKitException">Memory does not suffice.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, after the observer was told.</exception>
    public IReadOnlyList<EpochResult> Run(
        IImageBatches train, IImageBatches? validation = null, IImageBatches? test = null, TrainingObserver? observer = null,
        IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        observer ??= new TrainingObserver();
        Acceleration.Apply(recipe.Compute, train.Device);
        if (recipe.Compute.ChannelsLast) ChannelsLast.Apply(model);
        using var state = new TrainingState(model, recipe, train.Device);
        using var loss = new TrainingLoss(recipe, train);
        observer.Begin(state);
        bool scoring = false;
        try
        {
            while (state.Epochs.Count < recipe.Epochs)
            {
                RunEpoch(state, train, loss, observer, progress, cancellation);
                var totals = Read(state);   // the device is done when this returns
                scoring = true;
                var scored = validation is null ? null : Score(validation, cancellation);
                var tested = test is null ? null : Score(test, cancellation);
                scoring = false;
                if (!double.IsFinite((scored?.Loss ?? 0) + (tested?.Loss ?? 0)) || !state.IsSound())
                    throw new DivergedException(state.Step, state.Epochs.Count + 1, state.Rate);    // by the very last step
                var result = new EpochResult(state.Epochs.Count + 1, totals.MeanLoss, totals.Accuracy, scored?.Loss, scored?.Accuracy,
                    state.Rate, state.Seconds, train.Count / state.Seconds, tested?.Loss, tested?.Accuracy);
                int steps = state.StepInEpoch;
                state.EpochDone(result);
                observer.EpochDone(state, result);
                progress?.Report(new TrainingProgress(result.Epoch, recipe.Epochs, steps, steps, result.Seconds, result.ImagesPerSecond, result.TrainLoss, result.TrainAccuracy, result));
            }
        }
        catch (OperationCanceledException)
        {
            observer.Stopped(state);
            throw;
        }
        catch (ExternalException e) when (OutOfMemory.Caused(e))
        {
            if (scoring) observer.Stopped(state);    // the epoch's steps are sound
            throw OutOfMemory.Error(recipe, train.Size, e);
        }
        return state.Epochs;
    }

    /// <summary>What the model says of pictures, in batches that fit where those of the recipe do.</summary>
    internal Prediction Score(IImageBatches images, CancellationToken cancellation) => Evaluator.Run(model, images, cancellation, ScoredPerTrained * recipe.Batch);

    private void RunEpoch(
        TrainingState state, IImageBatches train, TrainingLoss loss, TrainingObserver observer, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        model.train();
        int epoch = state.Epochs.Count;
        var batches = BatchPlan.Shuffled(train.Count, recipe.Batch, seed, epoch);
        var random = new SeededRandom(seed).Fork(1).Fork((ulong)epoch);
        var rates = new RateSchedule(recipe, batches.Count);
        var (read, readAt) = (state.Sums.Read(), state.Seconds);
        double before = state.Seconds;
        var clock = Stopwatch.StartNew();
        for (int step = state.StepInEpoch; step < batches.Count; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            state.Rate = rates.Set(state.Optimizer, epoch * batches.Count + step);
            Step(state, train, loss, batches[step], step + 1 < batches.Count ? batches[step + 1] : null, random.Fork((ulong)step));
            state.StepDone();
            state.Seconds = before + clock.Elapsed.TotalSeconds;
            StepResult? steps = null;
            if (state.Step == 1 || state.StepInEpoch % ReadEvery == 0 || state.StepInEpoch == batches.Count || state.Seconds - readAt >= ReadSeconds)
            {
                var totals = Read(state);
                state.Seconds = before + clock.Elapsed.TotalSeconds;
                var since = totals.Since(read);
                steps = new StepResult(state.Step, epoch + 1, since.MeanLoss, since.Accuracy, state.Rate, since.Count / (state.Seconds - readAt));
                (read, readAt) = (totals, state.Seconds);
            }
            clock.Stop();    // what others do with the numbers is not the step's
            progress?.Report(new TrainingProgress(epoch + 1, recipe.Epochs, state.StepInEpoch, batches.Count, state.Seconds, state.Sums.Count / state.Seconds,
                read.Count > 0 ? read.MeanLoss : null, read.Count > 0 ? read.Accuracy : null));
            if (steps is not null) observer.StepsDone(state, steps);
            clock.Start();
        }
    }

    private void Step(TrainingState state, IImageBatches train, TrainingLoss loss, int[] batch, int[]? next, SeededRandom random)
    {
        using var scope = NewDisposeScope();
        var (images, labels) = train.Batch(batch, pixels => recipe.Augmentation.Apply(pixels, random));
        if (next is not null) train.Expect(next);
        if (recipe.Compute.ChannelsLast) images = ChannelsLast.Of(images);
        var whole = loss.Whole(labels);
        Tensor sum = zeros(1, device: train.Device), right = zeros(1, ScalarType.Int64, train.Device);
        state.Optimizer.zero_grad();
        foreach (var (begin, count) in Parts(batch.Length))
        {
            using var part = NewDisposeScope();
            var answers = labels.narrow(0, begin, count);
            var logits = Acceleration.Forward(model, images.narrow(0, begin, count), recipe.Compute.Precision);     // (count, classes)
            var share = loss.Of(logits.to(ScalarType.Float32), answers, whole, batch.Length);
            share.backward();
            sum.add_(share.detach());
            right.add_(logits.argmax(1).eq(answers).sum());
        }
        if (recipe.Clip > 0) nn.utils.clip_grad_norm_(state.Parameters, recipe.Clip);
        state.Optimizer.step();
        state.Sums.Add(sum.squeeze(), right.squeeze(), batch.Length);
    }

    // Parts of a batch as (first, number), as even as can be, none of a single sample, which BatchNorm cannot normalise.
    private IEnumerable<(int Begin, int Count)> Parts(int count)
    {
        int parts = Math.Clamp(recipe.Accumulation, 1, Math.Max(1, count / 2));
        return Enumerable.Range(0, parts).Select(i => (Begin: i * count / parts, End: (i + 1) * count / parts)).Select(part => (part.Begin, part.End - part.Begin));
    }

    private static Totals Read(TrainingState state)
    {
        var totals = state.Sums.Read();
        return totals.SoundSteps == state.StepInEpoch ? totals
            : throw new DivergedException(state.Step - state.StepInEpoch + totals.SoundSteps + 1, state.Epochs.Count + 1, state.Rate);
    }
}
