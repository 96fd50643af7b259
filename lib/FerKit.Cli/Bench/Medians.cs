namespace FerKit.Cli.Bench;

/// <summary>What a bench reports of several runs.</summary>
internal static class Medians
{
    /// <summary>The middle one of the values, the upper of two; there is at least one.</summary>
    public static T Median<T>(this IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
