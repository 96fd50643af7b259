using FerKit.Training;

namespace FerKit.Cli.Bench;

/// <summary>What both sides of a comparison run.</summary>
/// <param name="Work"><c>train</c> (forward, loss, backward, SGD step), <c>infer</c> (forward, prepared for inference) or <c>eval</c> (pictures scored).</param>
/// <param name="Model">The kit's name of it.</param>
/// <param name="Size">Height and width of the input.</param>
/// <param name="Batch">Pictures a step.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="Steps">Of each measurement.</param>
/// <param name="Device"><c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Compute">How the kit computes a step; PyTorch has the same precision and TF32.</param>
/// <param name="Twin">How PyTorch does.</param>
internal sealed record BenchSettings(string Work, string Model, int Size, int Batch, int Threads, int Steps, string Device, ComputeOptions Compute, TwinOptions Twin);

/// <summary>What PyTorch's side may be given beside the same model, batch, precision and threads.</summary>
/// <param name="SameAlgorithm">GCLNet by the kit's own algorithms.</param>
/// <param name="ChannelsLast">The kit's storage order.</param>
internal sealed record TwinOptions(bool SameAlgorithm = false, bool ChannelsLast = false);

/// <summary>Images a second of one alternation; no other side where none was asked for.</summary>
internal sealed record BenchPair(double Ours, double? Other)
{
    /// <summary>Ours over the other's.</summary>
    public double? Ratio => Ours / Other;
}

/// <summary>Pairs for people.</summary>
internal static class BenchPairs
{
    /// <summary><c>ratio 0.972, the median of 7 pairs from 0.829 to 1.127</c>.</summary>
    public static string Ratios(this IReadOnlyList<BenchPair> pairs) =>
        $"ratio {pairs.Select(pair => pair.Ratio).Median():F3}, the median of {pairs.Count} pairs from {pairs.Min(pair => pair.Ratio):F3} to {pairs.Max(pair => pair.Ratio):F3}";
}

/// <summary>
/// What a bench found. Speeds are medians; the ratio, our images a second over the other's, is the median of the pairs'
/// ratios. The other is <c>PyTorch VERSION</c>, another model of the kit, <c>bench infer</c>, or null. The model FLOPs utilisation is of
/// training. The peaks are of each side's process, resident, or of its tensors on a GPU; null where both sides are in one.
/// </summary>
internal sealed record BenchResult(
    BenchSettings Settings, string Libtorch, double ImagesPerSecond, double? Mfu, string? Other, double? OtherImagesPerSecond, double? Ratio,
    double? PeakMiB, double? OtherPeakMiB, IReadOnlyList<BenchPair> Pairs);
