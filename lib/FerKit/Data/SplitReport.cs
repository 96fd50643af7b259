namespace FerKit.Data;

/// <summary>What a split holds, and whether it lets a model meet in training the persons it is tested on.</summary>
/// <param name="TrainPerClass">Training samples of each class.</param>
/// <param name="HeldOutPerClass">Held-out samples of each class.</param>
/// <param name="LeakedSubjects">Persons with samples on both sides, in ordinal order.</param>
/// <param name="UnknownSubjects">Samples of both sides whose person is unknown: leaks among them go unseen.</param>
/// <param name="LeftOut">Samples on neither side because their person is unknown.</param>
public sealed record SplitReport(
    IReadOnlyList<int> TrainPerClass, IReadOnlyList<int> HeldOutPerClass, IReadOnlyList<string> LeakedSubjects, int UnknownSubjects, int LeftOut)
{
    /// <summary>One line when persons are on both sides; null when none is known to be.</summary>
    public string? Warning => LeakedSubjects.Count == 0
        ? null
        : $"persons in both the training part and the held-out part: {LeakedSubjects.Count}; scores on the latter will be too good, split by person instead";

    /// <summary>Counts a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="subjects">Person of each sample; null where unknown.</param>
    /// <param name="classes">Number of classes.</param>
    public static SplitReport Of(IndexSplit split, IReadOnlyList<long> labels, IReadOnlyList<string?> subjects, int classes)
    {
        HashSet<string> train = Persons(split.Train);
        int unknown = split.Train.Concat(split.HeldOut).Count(i => subjects[i] is null);
        string[] leaked = [.. Persons(split.HeldOut).Where(train.Contains).Order(StringComparer.Ordinal)];
        return new SplitReport(PerClass(split.Train), PerClass(split.HeldOut), leaked, unknown, split.LeftOut.Count);

        HashSet<string> Persons(IReadOnlyList<int> indices) => [.. indices.Select(i => subjects[i]).OfType<string>()];

        int[] PerClass(IReadOnlyList<int> indices)
        {
            int[] counts = new int[classes];
            foreach (int i in indices)
                counts[labels[i]]++;
            return counts;
        }
    }
}
