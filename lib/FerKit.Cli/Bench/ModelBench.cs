using FerKit.Experiments;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>One side of a comparison.</summary>
internal interface IBenchSide : IDisposable
{
    /// <summary>What it is.</summary>
    string Name { get; }

    /// <summary>The most resident memory of a process of its own, in MiB; null where it has none of its own.</summary>
    double? PeakMiB => null;

    /// <summary>Images a second over some steps.</summary>
    double Run(int steps);
}

/// <summary>Times a model, in turn with another side where one is asked for.</summary>
internal static class ModelBench
{
    private const int Pairs = 7, WarmUp = 3;

    /// <param name="settings">What to run.</param>
    /// <param name="other">The other side; null for none.</param>
    /// <param name="cancellation">Looked at before each pair.</param>
    public static BenchResult Run(BenchSettings settings, IBenchSide? other, CancellationToken cancellation)
    {
        using var ours = new ModelSide(settings, settings.Model);
        BenchPair[] pairs = Alternate(ours, other, settings.Steps, WarmUp, cancellation);
        double mine = pairs.Select(pair => pair.Ours).Median();
        var device = new Device(settings.Device);
        double? peak = other is ModelSide ? null : BenchDevice.PeakMiB(device);
        double? mfu = settings.Work == "train" ? ComputeRate.Of(ours.Model, settings.Size, settings.Compute, device).Utilisation(mine) : null;
        return new BenchResult(settings, __version__, mine, mfu, other?.Name,
            pairs.Select(pair => pair.Other).Median(), pairs.Select(pair => pair.Ratio).Median(), peak, other?.PeakMiB, pairs);
    }

    /// <summary>Measures two sides in turn; each begins every other pair.</summary>
    public static BenchPair[] Alternate(IBenchSide ours, IBenchSide? other, int steps, int warmUp, CancellationToken cancellation)
    {
        ours.Run(warmUp);
        other?.Run(warmUp);
        var pairs = new BenchPair[Pairs];
        for (int i = 0; i < Pairs; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            double? first = i % 2 == 1 ? other?.Run(steps) : null;
            double mine = ours.Run(steps);
            pairs[i] = new BenchPair(mine, first ?? other?.Run(steps));
        }
        return pairs;
    }
}
