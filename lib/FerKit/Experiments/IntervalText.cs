using FerKit.Evaluation;

namespace FerKit.Experiments;

/// <summary>Confidence intervals for people; where one person alone was tested there is nothing to draw, and no interval.</summary>
internal static class IntervalText
{
    private const string None = "(one person: no interval)";

    /// <summary>Of a share or a difference of two, in percent: <c>72.5 % [67.7, 77.0]</c>.</summary>
    public static string Percent(Interval interval) => Text(FormattableString.Invariant($"{100 * interval.Value:F1} %"), FormattableString.Invariant($"{100 * interval.From:F1}, {100 * interval.To:F1}"), interval);

    /// <summary>Of a score from 0 to 1: <c>0.525 [0.454, 0.591]</c>.</summary>
    public static string Score(Interval interval) => Text(FormattableString.Invariant($"{interval.Value:F3}"), FormattableString.Invariant($"{interval.From:F3}, {interval.To:F3}"), interval);

    /// <summary>Of a difference, in points: <c>-9.3 [-14.1, -4.7]</c>.</summary>
    public static string Points(Interval difference) => Text(FormattableString.Invariant($"{100 * difference.Value:F1}"), FormattableString.Invariant($"{100 * difference.From:F1}, {100 * difference.To:F1}"), difference);

    /// <summary>Of a difference in points, told from the side on which it is: <c>5.1 [-11.1, 21.5] fewer</c>.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="above">The word for one above 0.</param>
    /// <param name="below">The word for one below.</param>
    public static string Points(Interval difference, string above, string below)
    {
        var (told, word) = difference.Value >= 0 ? (difference, above) : (difference with { Value = -difference.Value, From = -difference.To, To = -difference.From }, below);
        return $"{Points(told)} {word}";
    }

    /// <summary>How a model compares with another on the same pictures, in one sentence without its full stop.</summary>
    public static string Comparison(string name, ScoredModel model, string otherName, ScoredModel other)
    {
        var test = McNemar.Of(other.Answers, model.Answers);
        return FormattableString.Invariant($"{name} is right {Points(model.Over(other), "points more", "points less")} often than {otherName}: {test.OnlySecond} pictures that it alone did, {test.OnlyFirst} that the other alone did; p = {test.P:G2} (McNemar, pictures taken one by one)");
    }

    private static string Text(string value, string ends, Interval interval) => double.IsNaN(interval.From) ? $"{value} {None}" : $"{value} [{ends}]";
}
