using System.Diagnostics;

namespace FerKit.Cli.Output;

/// <summary>
/// One line on standard error that is written over while work goes on: a bar, the rate, the time left. Where standard
/// error is no terminal only the finished state is written, so that logs stay short.
/// </summary>
internal sealed class ProgressLine(string what, string unit) : IDisposable
{
    private const int RefreshMilliseconds = 100;

    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private long shownAt = -RefreshMilliseconds;
    private string last = "";

    /// <summary>Shows how far the work is; safe from several threads.</summary>
    public void Report(long done, long total, string detail = "")
    {
        lock (gate)
        {
            bool finished = done >= total;
            var (share, numbers) = Numbers(done, total, detail);
            last = OverwrittenLine.Text(what, share, numbers);
            if (Console.IsErrorRedirected || (!finished && clock.ElapsedMilliseconds - shownAt < RefreshMilliseconds)) return;
            shownAt = clock.ElapsedMilliseconds;
            OverwrittenLine.Write(what, share, numbers);
        }
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (last.Length == 0) return;
        Console.Error.WriteLine(Console.IsErrorRedirected ? last : "");
    }

    private (double Share, string Numbers) Numbers(long done, long total, string detail)
    {
        double share = total == 0 ? 1 : Math.Clamp((double)done / total, 0, 1), seconds = clock.Elapsed.TotalSeconds;
        string left = share is 0 or 1 ? $"{TimeSpan.FromSeconds(seconds):m\\:ss}" : $"{TimeSpan.FromSeconds(seconds * (1 - share) / share):m\\:ss} left";
        return (share, $"{done:N0}/{total:N0} {unit}, {done / Math.Max(seconds, 1e-3):N0}/s, {left}{(detail.Length > 0 ? ", " + detail : "")}");
    }
}
