using System.Diagnostics;
using FerKit.Data;
using FerKit.Faces;

namespace FerKit.Cli.Bench;

/// <summary>How fast built-in faces are drawn into memory.</summary>
internal static class FaceSpeed
{
    private const int Runs = 7;

    /// <summary>Draws the same set several times, after some faces that warm the code up.</summary>
    /// <param name="look">What kind.</param>
    /// <param name="size">Pixels a side.</param>
    /// <param name="count">Faces of each run.</param>
    /// <param name="threads">Threads that draw.</param>
    /// <param name="cancellation">Stops between faces.</param>
    public static FaceSpeedResult Run(FaceLook look, int size, int count, int threads, CancellationToken cancellation)
    {
        Draw(Math.Min(count, 500));
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double[] speeds = [.. Enumerable.Range(0, Runs).Select(_ => Draw(count))];
        double milliseconds = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (Runs * count);
        return new FaceSpeedResult(look.ToString().ToLowerInvariant(), size, count, threads, speeds.Median(), speeds.Max(), milliseconds, speeds);

        double Draw(int faces)
        {
            var clock = Stopwatch.StartNew();
            using var set = FaceSet.Draw(look, faces, 0, size, BuiltInFaces.StandardSeed, threads, cancellation: cancellation);
            return faces / clock.Elapsed.TotalSeconds;
        }
    }
}

/// <summary>Faces a second: the median, the fastest and all runs; and a face's processor time, which other work on the machine hardly changes.</summary>
internal sealed record FaceSpeedResult(string Look, int Size, int Count, int Threads, double FacesPerSecond, double Fastest, double CpuMilliseconds, IReadOnlyList<double> Runs);
