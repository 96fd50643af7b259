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
    /// <summary>Films with frames on both sides, in ordinal order.</summary>
    public IReadOnlyList<string> LeakedSequences { get; init; } = [];

    /// <summary>Held-out samples whose person is in the training part.</summary>
    public int FamiliarHeldOut { get; init; }

    /// <summary>One line when persons or films are on both sides; null when none is known to be.</summary>
    public string? Warning
    {
        get
        {
            var leaks = new List<string>();
            if (LeakedSubjects.Count > 0)
                leaks.Add($"{LeakedSubjects.Count} persons are in both the training part and the held-out part ({FamiliarHeldOut} of its {HeldOutPerClass.Sum()} pictures)");
            if (LeakedSequences.Count > 0)
                leaks.Add($"{LeakedSequences.Count} sequences have frames in both");
            return leaks.Count == 0 ? null : $"{string.Join(", and ", leaks)}; scores will be too good, split by person instead";
        }
    }

    /// <summary>Counts a split.</summary>
    /// <param name="split">The split.</param>
    /// <param name="labels">Class of each sample.</param>
    /// <param name="subjects">Person of each sample; null where unknown.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="sequences">Film of each sample, null where unknown; null when none is known.</param>
    public static SplitReport Of(
        IndexSplit split, IReadOnlyList<long> labels, IReadOnlyList<string?> subjects, int classes, IReadOnlyList<string?>? sequences = null)
    {
        int unknown = split.Train.Concat(split.HeldOut).Count(i => subjects[i] is null);
        string[] leaked = OnBothSides(subjects);
        HashSet<string> familiar = [.. leaked];
        return new SplitReport(PerClass(split.Train), PerClass(split.HeldOut), leaked, unknown, split.LeftOut.Count)
        {
            LeakedSequences = sequences is null ? [] : OnBothSides(sequences),
            FamiliarHeldOut = split.HeldOut.Count(i => subjects[i] is { } person && familiar.Contains(person)),
        };

        string[] OnBothSides(IReadOnlyList<string?> groups)
        {
            HashSet<string> train = [.. split.Train.Select(i => groups[i]).OfType<string>()];
            return [.. split.HeldOut.Select(i => groups[i]).OfType<string>().Distinct().Where(train.Contains).Order(StringComparer.Ordinal)];
        }

        int[] PerClass(IReadOnlyList<int> indices)
        {
            int[] counts = new int[classes];
            foreach (int i in indices)
                counts[labels[i]]++;
            return counts;
        }
    }
}
