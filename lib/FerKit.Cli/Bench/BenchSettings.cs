namespace FerKit.Cli.Bench;

/// <summary>What both sides of a comparison run.</summary>
internal sealed record BenchSettings(string Model, int Size, int Batch, int Threads, int Steps);

/// <summary>Images a second of one alternation; no twin where none was asked for.</summary>
internal sealed record BenchPair(double Ours, double? Twin)
{
    /// <summary>Ours over the twin's.</summary>
    public double? Ratio => Ours / Twin;
}

/// <summary>What a bench found. Speeds are medians; the ratio is the median of the pairs' ratios.</summary>
internal sealed record BenchResult(BenchSettings Settings, double ImagesPerSecond, double? TwinImagesPerSecond, double? Ratio, IReadOnlyList<BenchPair> Pairs, string Libtorch, string? TwinLibtorch);
