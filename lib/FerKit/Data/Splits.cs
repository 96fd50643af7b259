namespace FerKit.Data;

/// <summary>Splits of a data set as explicit sets of indices; the same arguments always give the same sets.</summary>
public static class Splits
{
    /// <summary>The distributor's own split: its training part, and its test part held out. Samples of no part are in neither.</summary>
    /// <exception cref="FerKitException">The data set has no training or no test part.</exception>
    public static IndexSplit Official(IReadOnlyList<DataSplit> splits)
    {
        int[] train = Where(DataSplit.Train), test = Where(DataSplit.Test);
        if (train.Length == 0 || test.Length == 0)
            throw new FerKitException($"there is no official split: {train.Length} training and {test.Length} test samples; hold out a fraction of the samples or of the persons");
        return IndexSplit.Of(train, test);

        int[] Where(DataSplit part) => [.. Enumerable.Range(0, splits.Count).Where(i => splits[i] == part)];
    }

    /// <summary>
    /// Holds out a fraction of every class: the nearest whole number, at least one sample of a class of two or
    /// more, never all of a class. Persons may fall on both sides (see <see cref="SplitReport"/>).
    /// </summary>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="fraction">Share to hold out, between 0 and 1, both excluded.</param>
    /// <param name="seed">Chooses which.</param>
    /// <param name="among">The samples to split, such as the training part of another split; all when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="FerKitException">No class has two samples.</exception>
    public static IndexSplit Stratified(
        IReadOnlyList<long> labels, double fraction, ulong seed, IReadOnlyList<int>? among = null)
    {
        CheckFraction(fraction);
        var random = new SeededRandom(seed);
        var train = new List<int>();
        var heldOut = new List<int>();
        foreach (IGrouping<long, int> group in (among ?? All(labels.Count)).GroupBy(i => labels[i]).OrderBy(g => g.Key))
        {
            int[] members = [.. group.Order()];
            random.Shuffle<int>(members);
            int count = members.Length < 2 ? 0 : Share(fraction * members.Length, members.Length);
            heldOut.AddRange(members[..count]);
            train.AddRange(members[count..]);
        }
        if (heldOut.Count == 0)
            throw new FerKitException($"{train.Count} samples cannot be split: no class has two; add pictures");
        return IndexSplit.Of(train, heldOut);
    }

    /// <summary>
    /// Holds out a fraction of the persons with all their pictures, so that no person is on both sides, and chooses
    /// them so that the held-out share of every class is as near to the fraction as a hundred stratified draws
    /// come. Samples whose person is unknown might be of anyone: they are on
    /// neither side, but in <see cref="IndexSplit.LeftOut"/>.
    /// </summary>
    /// <param name="subjects">Person of each sample.</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="fraction">Share of the persons to hold out, between 0 and 1, both excluded; at least one is, and one is kept.</param>
    /// <param name="seed">Chooses which.</param>
    /// <param name="among">The samples to split, such as the training part of another split; all when null.</param>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="FerKitException">There are not two known persons.</exception>
    public static IndexSplit BySubject(
        IReadOnlyList<string?> subjects, IReadOnlyList<long> labels, double fraction, ulong seed, IReadOnlyList<int>? among = null)
    {
        CheckFraction(fraction);
        if (subjects.Count != labels.Count)
            throw new ArgumentException($"{subjects.Count} subjects for {labels.Count} labels.", nameof(subjects));
        among ??= All(labels.Count);
        int[] known = [.. among.Where(i => subjects[i] is not null)];
        if (known.Length == 0)
            throw new FerKitException($"none of {among.Count} samples names its person, so persons cannot be kept apart; give a subject expression (--subject)");
        HashSet<string> chosen = SubjectChoice.Choose(subjects, labels, fraction, new SeededRandom(seed), known);
        return IndexSplit.Of(known.Where(i => !chosen.Contains(subjects[i]!)), known.Where(i => chosen.Contains(subjects[i]!)))
            with { LeftOut = [.. among.Where(i => subjects[i] is null).Order()] };
    }

    /// <summary>
    /// The person-independent protocol that is usual for CK+: the persons in ordinal order of their names, the i-th in fold
    /// i mod k, each fold held out once. Samples whose person is unknown are in <see cref="IndexSplit.LeftOut"/> of every fold.
    /// </summary>
    /// <param name="subjects">Person of each sample.</param>
    /// <param name="folds">k, from 2 to the number of persons.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer persons than folds, or fewer than two folds.</exception>
    /// <exception cref="FerKitException">No person is known.</exception>
    public static IReadOnlyList<IndexSplit> SubjectFolds(IReadOnlyList<string?> subjects, int folds)
    {
        string[] persons = [.. subjects.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        if (persons.Length == 0)
            throw new FerKitException("no picture names its person, so there are no folds of persons; for a folder a subject expression (--subject) tells persons apart");
        if (folds < 2 || folds > persons.Length)
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"There are {persons.Length} known persons: folds must be from 2 to that many.");
        var foldOf = persons.Select((person, i) => (person, i % folds)).ToDictionary(pair => pair.person, pair => pair.Item2);
        int[] known = [.. All(subjects.Count).Where(i => subjects[i] is not null)], unknown = [.. All(subjects.Count).Where(i => subjects[i] is null)];
        return [.. Enumerable.Range(0, folds).Select(fold =>
            IndexSplit.Of(known.Where(i => foldOf[subjects[i]!] != fold), known.Where(i => foldOf[subjects[i]!] == fold)) with { LeftOut = unknown })];
    }

    /// <summary>The nearest whole number that leaves something on both sides.</summary>
    internal static int Share(double share, int count) =>
        Math.Clamp((int)Math.Round(share, MidpointRounding.AwayFromZero), 1, count - 1);

    private static IReadOnlyList<int> All(int count) => [.. Enumerable.Range(0, count)];

    private static void CheckFraction(double fraction)
    {
        if (fraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction to hold out must be between 0 and 1.");
    }
}
