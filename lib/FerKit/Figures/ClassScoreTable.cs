using System.Globalization;

namespace FerKit.Figures;

/// <summary>How well one class was told from the others.</summary>
/// <param name="Name">The class.</param>
/// <param name="Precision">Right among those said to be of it, 0 to 1.</param>
/// <param name="Recall">Right among those of it.</param>
/// <param name="F1">Harmonic mean of both.</param>
/// <param name="Pictures">Pictures of it.</param>
public sealed record ClassNumbers(string Name, double Precision, double Recall, double F1, long Pictures);

/// <summary>Precision, recall and F1 of each class as a table; the class that is recognised worst stands out.</summary>
public static class ClassScoreTable
{
    /// <summary>Draws it.</summary>
    /// <param name="classes">The rows.</param>
    /// <param name="title">Of which model, and on which data.</param>
    /// <exception cref="ArgumentException">No class, or a metric that is no share.</exception>
    public static PlotlyFigure Create(IReadOnlyList<ClassNumbers> classes, string title)
    {
        if (classes.Count == 0)
            throw new ArgumentException("There is no class to draw.", nameof(classes));
        foreach (ClassNumbers one in classes)
            foreach (double share in (double[])[one.Precision, one.Recall, one.F1])
                Percent.Check(one.Name, share);
        double lowest = classes.Where(one => one.Pictures > 0).Select(one => one.F1).DefaultIfEmpty(double.NaN).Min();
        ClassNumbers[] worst = [.. classes.Where(one => one.Pictures > 0 && one.F1 == lowest)];
        return TableFigure.Create(title, worst.Length == 0 ? "No class occurs." : $"Orange: the lowest F1, {string.Join(", ", worst.Select(one => one.Name))}.", ["class", "precision", "recall", "F1", "pictures"],
        [
            .. classes.Select(one => (TableField[])
            [
                one.Name, Percent.Of(one.Precision, 1), Percent.Of(one.Recall, 1),
                new TableField(one.F1.ToString("F3", CultureInfo.InvariantCulture), worst.Contains(one) ? TableFigure.Wrong : null),
                one.Pictures.ToString("N0", CultureInfo.InvariantCulture),
            ]),
        ]);
    }
}
