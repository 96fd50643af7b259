namespace FerKit.Cli.Bench;

/// <summary>What both sides of a comparison run. Work is <c>train</c> (forward, loss, backward, SGD step) or <c>infer</c> (forward, prepared for inference); channels-last is the kit's side alone, and the same algorithm is for its twin of GCLNet.</summary>
internal sealed record BenchSettings(string Work, string Model, int Size, int Batch, int Threads, int Steps, bool ChannelsLast = true, bool SameAlgorithm = false);

/// <summary>Images a second of one alternation; no other side where none was asked for.</summary>
internal sealed record BenchPair(double Ours, double? Other)
{
    /// <summary>Ours over the other's.</summary>
    public double? Ratio => Ours / Other;
}

/// <summary>
/// What a bench found. Speeds are medians; the ratio, our images a second over the other's, is the median of the pairs'
/// ratios. The other is <c>PyTorch VERSION</c>, another model of the kit, or null. The peaks are of each side's
/// process, resident; null where both sides are in one.
/// </summary>
internal sealed record BenchResult(
    BenchSettings Settings, string Libtorch, double ImagesPerSecond, string? Other, double? OtherImagesPerSecond, double? Ratio,
    double? PeakMiB, double? OtherPeakMiB, IReadOnlyList<BenchPair> Pairs);
