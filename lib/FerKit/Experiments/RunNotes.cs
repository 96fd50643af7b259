namespace FerKit.Experiments;

/// <summary>What the user of a training should know of it, told as soon as it is known and kept for the report.</summary>
/// <param name="say">Told each line; may be null.</param>
internal sealed class RunNotes(Action<string>? say)
{
    private readonly List<string> kept = [];

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<string> Kept => kept;

    /// <summary>Tells and keeps a line.</summary>
    public void Add(string line)
    {
        kept.Add(line);
        Say(line);
    }

    /// <summary>Tells a line that is of no interest afterwards.</summary>
    public void Say(string line) => say?.Invoke(line);
}
