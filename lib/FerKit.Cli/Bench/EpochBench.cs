using System.Diagnostics;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>
/// What a bench of whole epochs found: images a second of the kit's own training, data and augmentation included, beside those
/// of the same step on one batch again and again, in turn. The ratio is the median of the pairs'. The loop is PyTorch's over
/// files with worker processes, measured after that; null where it was not asked for.
/// </summary>
internal sealed record EpochBenchResult(
    BenchSettings Settings, int Count, string Libtorch, double ImagesPerSecond, double SyntheticImagesPerSecond, double Ratio, double Mfu, double PeakMiB,
    string? Loop, double? LoopImagesPerSecond, IReadOnlyList<BenchPair> Pairs);

/// <summary>Times whole epochs of training on built-in faces.</summary>
internal static class EpochBench
{
    private const int LoopEpochs = 3;

    /// <param name="settings">What to train; an epoch has as many steps as its pictures need.</param>
    /// <param name="count">Pictures of an epoch.</param>
    /// <param name="loop">PyTorch's loop; null for none.</param>
    /// <param name="cancellation">Stops between epochs.</param>
    public static EpochBenchResult Run(BenchSettings settings, int count, IBenchSide? loop, CancellationToken cancellation)
    {
        using var epoch = new EpochSide(settings, count, cancellation);
        using var synthetic = new ModelSide(settings, settings.Model);
        BenchPair[] pairs = ModelBench.Alternate(epoch, synthetic, settings.Steps, settings.Steps, cancellation);
        double mine = pairs.Select(pair => pair.Ours).Median();
        var device = new Device(settings.Device);
        double peak = BenchDevice.PeakMiB(device), mfu = ComputeRate.Of(synthetic.Model, settings.Size, settings.Compute, device).Utilisation(mine);
        loop?.Run(1);
        return new EpochBenchResult(settings, count, __version__, mine, pairs.Select(pair => pair.Other!.Value).Median(), pairs.Select(pair => pair.Ratio!.Value).Median(),
            mfu, peak, loop?.Name, loop?.Run(LoopEpochs), pairs);
    }

    // The kit's training as it is: one epoch a measurement, whatever the steps asked for.
    private sealed class EpochSide : IBenchSide
    {
        private readonly nn.Module<Tensor, Tensor> model;
        private readonly IImageBatches images;
        private readonly Recipe recipe;
        private readonly CancellationToken cancellation;
        private ulong epoch;

        public EpochSide(BenchSettings settings, int count, CancellationToken cancellation)
        {
            this.cancellation = cancellation;
            var device = new Device(settings.Device);
            recipe = Recipe.PaperPretrain with { Epochs = 1, Batch = settings.Batch, Size = settings.Size, Rate = 0.01, Compute = settings.Compute };
            model = ModelZoo.Create(settings.Model);
            model.to(device);
            using var faces = FaceSet.Draw(FaceLook.Wild, count, 0, settings.Size, BuiltInFaces.StandardSeed, settings.Threads, cancellation: cancellation);
            images = new DeviceImages(faces, [.. Enumerable.Range(0, count)], Normalisation.ImageNet, device);
        }

        public string Name => "an epoch";

        public double Run(int steps)
        {
            var clock = Stopwatch.StartNew();    // from end to end: shuffling and reading the numbers count too
            new Trainer(model, recipe, ++epoch).Run(images, cancellation: cancellation);
            return images.Count / clock.Elapsed.TotalSeconds;
        }

        public void Dispose()
        {
            images.Dispose();
            model.Dispose();
        }
    }
}
