using FerKit.Faces;

namespace FerKit.Data.Readers;

/// <summary>Gathers what a reader finds, and makes the collection of it: expressions in the paper's order, contempt by choice.</summary>
/// <param name="name">The data set's name.</param>
/// <param name="contempt">What becomes of contempt; null where the data set knows no such class, and so leaves no choice.</param>
internal sealed class ExpressionList(string name, ContemptChoice? contempt = null)
{
    private readonly List<Sample> samples = [];
    private readonly List<ExcludedImage> excluded = [];
    private readonly List<string> notes = [];
    private readonly Dictionary<string, string> settings = contempt is { } choice ? new() { ["contempt"] = $"{choice}".ToLowerInvariant() } : [];
    private int contemptuous;

    /// <summary>Adds a picture under its expression; the sample's own label is not looked at.</summary>
    public void Add(Expression expression, Sample sample)
    {
        if (expression == Expression.Contempt && contempt != ContemptChoice.Keep) contemptuous++;
        else samples.Add(sample.Label == (int)expression ? sample : sample with { Label = (int)expression });
    }

    /// <summary>Adds something that the data set lists and that cannot be used.</summary>
    public void Exclude(string path, string reason) => excluded.Add(new ExcludedImage(path, reason));

    /// <summary>Adds what was passed over on purpose.</summary>
    public void Note(string note) => notes.Add(note);

    /// <summary>Whether nothing was added, neither pictures nor what cannot be used.</summary>
    public bool IsEmpty => samples.Count + excluded.Count + contemptuous == 0;

    /// <summary>Tells of pictures in a folder that a list does not name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="within">Its name within the data set, as names of samples begin.</param>
    public void NoteUnlisted(string folder, string within)
    {
        var listed = samples.Select(sample => sample.Name).ToHashSet(StringComparer.Ordinal);
        string[] others = [.. FolderListing.Pictures(folder).Where(picture => !listed.Contains($"{within}/{picture}"))];
        if (others.Length > 0) notes.Add($"{others.Length} pictures of {within} are not in the list, or not usable, such as {OneLine.Of(others[0])}");
    }

    /// <summary>Adds how the data set was read, for packs to tell.</summary>
    public void Set(string name, string value) => settings[name] = value;

    // A list that names a picture twice: the first line counts, the others are told. With different labels none counts: nobody knows which is right.
    private void DropRepeated()
    {
        var first = new Dictionary<string, int>(samples.Count);
        var disputed = new HashSet<string>(StringComparer.Ordinal);
        foreach (Sample sample in samples)
            if (!first.TryAdd(sample.Name, sample.Label) && first[sample.Name] != sample.Label) disputed.Add(sample.Name);
        samples.RemoveAll(sample =>
        {
            bool again = !first.Remove(sample.Name), wrong = disputed.Contains(sample.Name);
            if (again || wrong) Exclude(sample.Path, $"is listed more than once{(wrong ? ", with different labels" : "")}");
            return again || wrong;
        });
    }

    /// <summary>The collection, its pictures in the order of their names.</summary>
    public ImageCollection Collection(PublishedCounts? published)
    {
        if (contemptuous > 0) notes.Add($"{contemptuous} pictures of contempt passed over{(contempt is null ? $": {name} has no such class" : "; --contempt keep makes it the eighth class")}");
        DropRepeated();
        samples.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new ImageCollection(name, contempt == ContemptChoice.Keep ? [.. ExpressionNames.Seven, ExpressionNames.Of(Expression.Contempt)] : ExpressionNames.Seven, samples)
        {
            Excluded = excluded,
            Notes = notes,
            Settings = settings,
            Published = published,
        };
    }
}
