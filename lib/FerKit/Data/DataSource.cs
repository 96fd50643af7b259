namespace FerKit.Data;

/// <summary>
/// A data set by its name, as every verb of the command line takes it: <c>faces:LOOK</c> (built in),
/// <c>folder:ROOT</c> (one sub-folder a class) or <c>pack:FILE</c>.
/// </summary>
public abstract class DataSource
{
    /// <summary>Height and width that pictures get when none is asked for.</summary>
    public const int DefaultSize = 64;

    private sealed record Kind(string Name, string Usage, Func<string, DataSource> Make);

    private static readonly Kind[] Kinds =
    [
        new("faces", "faces:lab|wild|mix", look => new FacesSource(look)),
        new("folder", "folder:ROOT", root => new FolderSource(root)),
        new("pack", "pack:FILE", file => new PackSource(file)),
    ];

    /// <summary>Remembers the name.</summary>
    protected DataSource(string spec) => Spec = spec;

    /// <summary>The name it was made from.</summary>
    public string Spec { get; }

    /// <summary>Understands a data set's name. Nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">No such kind of data set, or nothing after the colon; one line that lists the kinds there are.</exception>
    public static DataSource Parse(string spec)
    {
        int colon = spec.IndexOf(':');
        string name = colon < 0 ? spec : spec[..colon];
        string rest = colon < 0 ? "" : spec[(colon + 1)..];
        Kind? kind = Kinds.FirstOrDefault(k => k.Name == name);
        if (kind is null || rest.Length == 0)
            throw new ArgumentException($"'{OneLine.Of(spec)}' names no data set; use {string.Join(", ", Kinds.SkipLast(1).Select(k => k.Usage))} or {Kinds[^1].Usage}.");
        return kind.Make(rest);
    }

    /// <summary>Loads the pictures; the caller disposes the set.</summary>
    /// <param name="size">Height and width to give them; null for the source's own, or <see cref="DefaultSize"/> where it has none.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops between pictures.</param>
    /// <exception cref="ArgumentException">An option that this kind of source does not have, or a size out of range.</exception>
    /// <exception cref="FerKitException">The data set is missing or cannot be read, or has another size; one line.</exception>
    public abstract ImageSet Load(
        int? size = null, LoadOptions? options = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default);

    /// <summary>Writes the data set as a pack. Parameters and errors as <see cref="Load"/>, and those of <see cref="PackWriter"/>.</summary>
    public virtual PackReport WritePack(
        string path, int? size = null, LoadOptions? options = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default)
    {
        using ImageSet set = Load(size, options, progress, cancellation);
        PackWriter.Write(set, path, cancellation);
        return new PackReport(set.Count, set.Excluded);
    }

    /// <summary>Refuses a subject expression where the source names its persons itself.</summary>
    private protected void RefuseSubjectPattern(LoadOptions? options)
    {
        if (options?.SubjectPattern is not null)
            throw new ArgumentException($"A subject expression applies to folder: alone; '{OneLine.Of(Spec)}' names its persons itself.");
    }
}
