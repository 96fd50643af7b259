using FerKit.Data;

namespace FerKit.Faces;

/// <summary>
/// The kit's own data sets: drawn faces in three looks, so that everything runs anywhere. A face depends on look,
/// seed, split and its index alone, not on how many are drawn, so that sets may be drawn in part or in parallel.
/// </summary>
public static class BuiltInFaces
{
    /// <summary>Training faces of <c>faces:LOOK</c>.</summary>
    public const int StandardTrainCount = 1400;

    /// <summary>Test faces of <c>faces:LOOK</c>.</summary>
    public const int StandardTestCount = 350;

    /// <summary>Pixels a side of <c>faces:LOOK</c>.</summary>
    public const int StandardSize = 64;

    /// <summary>The seed of <c>faces:LOOK</c>.</summary>
    public const ulong StandardSeed = 0;

    /// <summary>The seven expressions in the paper's numbering.</summary>
    public static IReadOnlyList<Expression> Expressions { get; } =
        [Expression.Neutral, Expression.Happiness, Expression.Sadness, Expression.Surprise, Expression.Fear, Expression.Disgust, Expression.Anger];

    /// <summary>Draws the standard set that <c>faces:LOOK</c> names: 1,400 and 350 faces at 64 px, seed 0.</summary>
    public static IEnumerable<DrawnFace> DrawStandard(FaceLook look) =>
        Draw(look, StandardTrainCount, StandardTestCount, StandardSize, StandardSeed);

    /// <summary>Draws a set, training faces first, each when it is asked for.</summary>
    /// <param name="look">Lab, wild or mix.</param>
    /// <param name="trainCount">Training faces.</param>
    /// <param name="testCount">Test faces, of other people.</param>
    /// <param name="size">Pixels a side, 32 to 1,024.</param>
    /// <param name="seed">Same seed, same faces.</param>
    /// <exception cref="ArgumentOutOfRangeException">An unknown look, a negative count or a size outside 32 to 1,024.</exception>
    public static IEnumerable<DrawnFace> Draw(FaceLook look, int trainCount, int testCount, int size, ulong seed)
    {
        FaceRenderer.CheckSize(size);
        return Describe(look, trainCount, testCount, seed).Select(face => face.Draw(size));
    }

    /// <summary>The faces of a set without their pictures.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An unknown look or a negative count.</exception>
    public static IEnumerable<FaceDescription> Describe(FaceLook look, int trainCount, int testCount, ulong seed)
    {
        Ranges.Check(look, nameof(look));
        ArgumentOutOfRangeException.ThrowIfNegative(trainCount);
        ArgumentOutOfRangeException.ThrowIfNegative(testCount);
        return Enumerable.Range(0, trainCount).Select(i => Describe(look, DataSplit.Train, i, seed))
            .Concat(Enumerable.Range(0, testCount).Select(i => Describe(look, DataSplit.Test, i, seed)));
    }

    /// <summary>One face of a set.</summary>
    /// <param name="look">Lab, wild or mix.</param>
    /// <param name="split">Train or test.</param>
    /// <param name="index">Its place in the split, from 0.</param>
    /// <param name="seed">Same seed, same faces.</param>
    /// <exception cref="ArgumentException">An unknown look, a split other than train and test, or a negative index.</exception>
    public static FaceDescription Describe(FaceLook look, DataSplit split, int index, ulong seed)
    {
        Ranges.Check(look, nameof(look));
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (split is not (DataSplit.Train or DataSplit.Test))
            throw new ArgumentException($"split is {split}: built-in faces are in {DataSplit.Train} or {DataSplit.Test}.", nameof(split));
        return LookSampler.Sample(look, split, index, seed);
    }
}
