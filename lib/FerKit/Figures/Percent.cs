using System.Globalization;

namespace FerKit.Figures;

/// <summary>Shares as figures write them.</summary>
internal static class Percent
{
    /// <summary>0.8507 as "85.07 %"; a dash for what is no number.</summary>
    internal static string Of(double share, int decimals = 2) =>
        double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{(100 * share).ToString($"F{decimals}", CultureInfo.InvariantCulture)} %") : "–";

    /// <exception cref="ArgumentException">The value is no share.</exception>
    internal static void Check(string name, double share)
    {
        if (share is < 0 or > 1)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{name}' is {share}: accuracies go from 0 to 1."));
    }
}
