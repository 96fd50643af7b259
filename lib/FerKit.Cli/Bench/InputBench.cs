using System.Diagnostics;
using FerKit.Data;
using FerKit.Faces;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>
/// What training waits for: medians of one batch picked, augmented and normalised, of its augmentation alone, and of a
/// training step of the same batch. The share is the median of the rounds' augmentation over their step; the ratio that of
/// the twin's input over ours, null without one.
/// </summary>
internal sealed record InputResult(
    BenchSettings Settings, Augmentation Augmentation, string Libtorch, double ImagesPerSecond, double InputMs, double AugmentationMs, double StepMs, double Share, string? Twin, double? TwinInputMs, double? Ratio, IReadOnlyList<InputRound> Rounds);

/// <summary>Milliseconds a batch in one alternation.</summary>
internal sealed record InputRound(double InputMs, double AugmentationMs, double StepMs, double? TwinInputMs);

/// <summary>Times the input of training in turn with the step that it feeds, on built-in faces in memory.</summary>
internal static class InputBench
{
    private const int RoundCount = 7, WarmUp = 2, PackBatches = 4, InputsPerStep = 8;

    /// <param name="settings">What to run; steps are the training steps of a round, beside eight times as many batches of input.</param>
    /// <param name="augmentation">What is done to each batch.</param>
    /// <param name="twin">Another side that makes input, by steps of a batch; null for none.</param>
    /// <param name="cancellation">Looked at before each round.</param>
    public static InputResult Run(BenchSettings settings, Augmentation augmentation, IBenchSide? twin, CancellationToken cancellation)
    {
        var device = new Device(settings.Device);
        using var faces = FaceSet.Draw(FaceLook.Wild, PackBatches * settings.Batch, 0, settings.Size, 1, settings.Threads, cancellation: cancellation);
        using var images = new DeviceImages(faces, [.. Enumerable.Range(0, faces.Count)], Normalisation.ImageNet, device);
        using var model = new ModelSide(settings, settings.Model);
        var batches = BatchPlan.Shuffled(images.Count, settings.Batch, 1, 0);
        using var pixels = tensor(faces.Pixels(0, settings.Batch).ToArray(), [settings.Batch, 3, settings.Size, settings.Size], device: device);
        Input(WarmUp);
        model.Run(WarmUp);
        twin?.Run(WarmUp);

        var rounds = new List<InputRound>();
        for (int i = 0; i < RoundCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int inputs = InputsPerStep * settings.Steps;
            double? first = i % 2 == 1 ? twin?.Run(inputs) : null;
            double input = Input(inputs), augmented = Augmented(inputs);
            rounds.Add(new InputRound(input, augmented, settings.Batch * 1000 / model.Run(settings.Steps), settings.Batch * 1000 / (first ?? twin?.Run(inputs))));
        }
        double mine = Median(round => round.InputMs);
        return new InputResult(settings, augmentation, __version__, settings.Batch * 1000 / mine, mine,
            Median(round => round.AugmentationMs), Median(round => round.StepMs), Median(round => round.AugmentationMs / round.StepMs),
            twin?.Name, Median(round => round.TwinInputMs), Median(round => round.TwinInputMs / round.InputMs), rounds);

        TValue Median<TValue>(Func<InputRound, TValue> value) => rounds.Select(value).Median();

        double Input(int count) => Timed(device, count, step =>
            images.Batch(batches[step % batches.Count], picked => augmentation.Apply(picked, new SeededRandom((ulong)step))));

        double Augmented(int count) => Timed(device, count, step => augmentation.Apply(pixels, new SeededRandom((ulong)step)));
    }

    private static double Timed(Device device, int count, Action<int> step)
    {
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            using var scope = NewDisposeScope();
            step(i);
        }
        BenchDevice.Finish(device);
        return clock.Elapsed.TotalMilliseconds / count;
    }
}
