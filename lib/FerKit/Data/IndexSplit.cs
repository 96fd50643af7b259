namespace FerKit.Data;

/// <summary>Two disjoint sets of sample indices, each rising: what a model learns from, and what is kept from it.</summary>
/// <param name="Train">Indices to train on.</param>
/// <param name="HeldOut">Indices held out, for validation or for the test.</param>
public sealed record IndexSplit(IReadOnlyList<int> Train, IReadOnlyList<int> HeldOut)
{
    /// <summary>Samples of which it is not known on which side they may stand, and that are on neither, rising.</summary>
    public IReadOnlyList<int> LeftOut { get; init; } = [];

    /// <summary>Sorts the two parts of a choice.</summary>
    internal static IndexSplit Of(IEnumerable<int> train, IEnumerable<int> heldOut) =>
        new([.. train.Order()], [.. heldOut.Order()]);
}
