using FerKit.Faces;

namespace FerKit.Data;

/// <summary>How many pictures a data set is known to hold.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="Counts">The known numbers.</param>
public sealed record PublishedCounts(string Source, IReadOnlyList<PublishedCount> Counts)
{
    // One row a split: counts in the order of `expressions`.
    internal static PublishedCounts Of(string source, IReadOnlyList<Expression> expressions, params (DataSplit Split, int[] Counts)[] rows) =>
        new(source, [.. rows.SelectMany(row => row.Counts.Select((count, i) => new PublishedCount(row.Split, expressions[i], count)))]);

    internal static PublishedCounts Totals(string source, params (DataSplit Split, int Count)[] rows) =>
        new(source, [.. rows.Select(row => new PublishedCount(row.Split, null, row.Count))]);
}

/// <summary>One known number.</summary>
/// <param name="Split">The official part; None when the data set has no parts.</param>
/// <param name="Expression">The class; null for all of them together.</param>
/// <param name="Count">Pictures.</param>
public sealed record PublishedCount(DataSplit Split, Expression? Expression, int Count);
