using System.Diagnostics;
using static TorchSharp.torch;

namespace FerKit.Experiments;

/// <summary>Times of several pieces of work, measured by turns, so that whatever else the machine does meets all of them.</summary>
public static class TimedTurns
{
    /// <summary>Milliseconds of each piece's fastest turn: what else a machine does can only add to them. The first turn of each sets up and does not count.</summary>
    /// <param name="turns">Turns that count, at least 1.</param>
    /// <param name="works">The pieces; what they give out is disposed, and waited for where a device computes it.</param>
    /// <exception cref="ArgumentOutOfRangeException">No turns.</exception>
    public static IReadOnlyList<double> Fastest(int turns, params IReadOnlyList<Func<Tensor>> works)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(turns, 1);
        double[] fastest = [.. works.Select(_ => double.MaxValue)];
        for (int turn = 0; turn <= turns; turn++)
            for (int i = 0; i < fastest.Length; i++)
            {
                using var scope = NewDisposeScope();
                var clock = Stopwatch.StartNew();
                works[i]().flatten()[0].cpu();
                if (turn > 0) fastest[i] = Math.Min(fastest[i], clock.Elapsed.TotalMilliseconds);
            }
        return fastest;
    }
}
