using FerKit.Evaluation;

namespace FerKit.Cli.Output;

/// <summary>Confidence intervals for people; where one person alone was tested there is nothing to draw, and no interval.</summary>
internal static class IntervalText
{
    /// <summary>Of a share or a difference of two, in percent: <c>72.5 % [67.7, 77.0]</c>.</summary>
    public static string Percent(Interval interval) => Text($"{100 * interval.Value:F1} %", $"{100 * interval.From:F1}, {100 * interval.To:F1}", interval);

    /// <summary>Of a score from 0 to 1: <c>0.525 [0.454, 0.591]</c>.</summary>
    public static string Score(Interval interval) => Text($"{interval.Value:F3}", $"{interval.From:F3}, {interval.To:F3}", interval);

    private static string Text(string value, string ends, Interval interval) => double.IsNaN(interval.From) ? $"{value} (one person: no interval)" : $"{value} [{ends}]";
}
