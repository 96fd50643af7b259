namespace FerKit.Evaluation;

/// <summary>A model's answers to a test set, and all that follows from them.</summary>
/// <param name="Name">What the model is called.</param>
/// <param name="ClassNames">The classes.</param>
/// <param name="Answers">Its answers.</param>
/// <param name="Groups">What belongs together, as in <see cref="Bootstrap"/>; null where pictures stand alone.</param>
public sealed record ScoredModel(string Name, IReadOnlyList<string> ClassNames, Prediction Answers, IReadOnlyList<int>? Groups)
{
    /// <summary>The counts.</summary>
    public ConfusionMatrix Confusion { get; } = Answers.Confusion(ClassNames);

    /// <summary>The metrics of the counts.</summary>
    public MetricsReport Metrics => new(Confusion);

    /// <summary>Confidence against accuracy.</summary>
    public Calibration Calibration { get; } = Calibration.Of(Answers);

    /// <summary>Accuracy with its 95 % interval.</summary>
    public Interval Accuracy { get; } = Bootstrap.Of(matrix => matrix.Accuracy, ClassNames, Answers.Truth, Answers.Classes, Groups);

    /// <summary>Macro-F1 with its 95 % interval.</summary>
    public Interval MacroF1 { get; } = Bootstrap.Of(matrix => matrix.MacroF1, ClassNames, Answers.Truth, Answers.Classes, Groups);

    /// <summary>By how much more of the same pictures this model gets right than another, with its 95 % interval: pairs of answers are drawn.</summary>
    /// <param name="other">Asked about the same pictures, in the same order.</param>
    /// <exception cref="ArgumentException">It was asked about others.</exception>
    public Interval Over(ScoredModel other)
    {
        if (!other.Answers.Truth.SequenceEqual(Answers.Truth)) throw new ArgumentException($"{other.Name} was asked about other pictures than {Name}.", nameof(other));
        var (mine, others) = (Answers.Right, other.Answers.Right);
        return Bootstrap.Of(drawn => drawn.Average(i => (mine[i] ? 1 : 0) - (others[i] ? 1.0 : 0)), mine.Count, Groups);
    }

    /// <summary>Who is on each picture, as numbers; those of whom that is not known have a number each. Null where it is known of nobody.</summary>
    /// <param name="persons">The persons' names, null for unknown.</param>
    public static IReadOnlyList<int>? GroupsOf(IEnumerable<string?> persons)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] groups = [.. persons.Select((who, i) => who is null ? -1 - i : numbers.TryGetValue(who, out int number) ? number : numbers[who] = numbers.Count)];
        return numbers.Count == 0 ? null : groups;
    }
}
