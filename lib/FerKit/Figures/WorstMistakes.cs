using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>A picture that was classified wrongly.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Said">The class that was said.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Truth">The class that it is of.</param>
public sealed record Mistake(RgbImage Picture, string Said, double Probability, string Truth);

/// <summary>The mistakes of which a model was surest, as a sheet of pictures.</summary>
public static class WorstMistakes
{
    private const int Columns = 4, Side = 150;

    /// <summary>Draws the worst ones, the surest first.</summary>
    /// <param name="mistakes">All mistakes, in any order.</param>
    /// <param name="title">Of which model, and on which data.</param>
    /// <param name="most">How many at most.</param>
    /// <exception cref="ArgumentException">No mistakes, or a probability outside 0 to 1.</exception>
    /// <exception cref="ArgumentOutOfRangeException">None are to be drawn.</exception>
    public static RgbImage Draw(IReadOnlyList<Mistake> mistakes, string title, int most = 12)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        if (mistakes.Count == 0)
            throw new ArgumentException("There is no mistake to draw.", nameof(mistakes));
        if (mistakes.FirstOrDefault(one => one.Probability is not (>= 0 and <= 1)) is { } odd)
            throw new ArgumentException($"'{odd.Said}' has a probability of {odd.Probability}: it must be from 0 to 1.", nameof(mistakes));
        Mistake[] worst = [.. mistakes.OrderByDescending(one => one.Probability).Take(most)];
        return ImageGrid.Draw([.. worst.Select(one => one.Picture)], [.. worst.Select(one => $"said {one.Said} {Percent.Of(one.Probability, 0)}\nis {one.Truth}")], Columns,
            new GridStyle(title, Side));
    }
}
