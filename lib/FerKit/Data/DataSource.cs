using FerKit.Data.Readers;

namespace FerKit.Data;

/// <summary>
/// A data set by its name, as every verb of the command line takes it: <c>faces:LOOK</c> (built in), <c>rafdb:ROOT</c> and
/// the like (as the distributor ships it), <c>folder:ROOT</c> (one sub-folder a class), <c>mixture:FILE</c> or <c>pack:FILE</c>.
/// </summary>
public abstract class DataSource
{
    /// <summary>Height and width that pictures get when none is asked for.</summary>
    public const int DefaultSize = 64;

    private sealed record Kind(string Name, string Usage, string? Published, Func<string, DataSource> Make);

    private static readonly Kind[] Kinds =
    [
        new("faces", "faces:lab|wild|mix", null, look => new FacesSource(look)),
        new("rafdb", "rafdb:ROOT", "RAF-DB", root => Named("rafdb", root, (r, _) => RafDb.Read(r))),
        new("rafdb-original", "rafdb-original:ROOT", "RAF-DB, original pictures", root => Named("rafdb-original", root, (r, _) => RafDb.Read(r, original: true))),
        new("fer2013", "fer2013:FILE", "FER-2013", path => Named("fer2013", path, (p, _) => Fer2013.Read(p))),
        new("ckplus", "ckplus:ROOT", "CK+", root => Named("ckplus", root, (r, options) => CkPlus.Read(r, options.Contempt), knowsContempt: true)),
        new("affectnet", "affectnet:ROOT", "AffectNet", root => Named("affectnet", root, (r, options) => AffectNet.Read(r, options.Contempt), knowsContempt: true)),
        new("caers", "caers:ROOT", "CAER-S", root => Named("caers", root, (r, _) => CaerS.Read(r))),
        new("fedro", "fedro:ROOT", "FED-RO", root => Named("fedro", root, (r, _) => FedRo.Read(r))),
        new("mixture", "mixture:FILE", null, file => Named("mixture", file, (f, options) => Mixture.Read(f).List(options), knowsContempt: true)),
        new("folder", "folder:ROOT", null, root => new CollectionSource("folder", root, namesPersons: false, knowsContempt: false, (r, options) => ClassFolders.Read(r, options.SubjectPattern))),
        new("pack", "pack:FILE", null, file => new PackSource(file)),
    ];

    /// <summary>Remembers the name.</summary>
    protected DataSource(string spec) => Spec = spec;

    /// <summary>What may be given, in one line.</summary>
    public static string Listing => $"{string.Join(", ", Kinds.SkipLast(1).Select(k => k.Usage))} or {Kinds[^1].Usage}";

    /// <summary>Those that lie on the disk as pictures, as they are written: <c>rafdb:ROOT</c>.</summary>
    public static IReadOnlyList<string> CollectionKinds { get; } = [.. Kinds.Where(kind => kind.Name is not ("faces" or "pack")).Select(kind => kind.Usage)];

    /// <summary>The name it was made from.</summary>
    public string Spec { get; }

    /// <summary>Whether it may label contempt, the eighth class.</summary>
    public virtual bool KnowsContempt => false;

    /// <summary>Whether a subject expression may say who is on the pictures.</summary>
    public virtual bool TakesSubjectPattern => false;

    /// <summary>Understands a data set's name. Nothing is opened yet.</summary>
    /// <exception cref="ArgumentException">No such kind of data set, or nothing after the colon; one line that lists the kinds there are.</exception>
    public static DataSource Parse(string spec)
    {
        int colon = spec.IndexOf(':');
        string name = colon < 0 ? spec : spec[..colon];
        string rest = colon < 0 ? "" : spec[(colon + 1)..];
        Kind? kind = Kinds.FirstOrDefault(k => k.Name == name);
        if (kind is null && Directory.Exists(spec))
            throw new ArgumentException($"'{OneLine.Of(spec)}' is a folder: say what kind of data set is in it, as folder:{OneLine.Of(spec)} (one sub-folder a class); other kinds: {Listing}.");
        if (kind is null || rest.Length == 0)
            throw new ArgumentException($"'{OneLine.Of(spec)}' names no data set{(kind is null && NearestName.To(name, Kinds.Select(k => k.Name)) is var near && NearestName.Distance(near, name) <= 2 ? $", did you mean {near}:?" : ";")} {(kind is null ? "use" : "something must follow the colon; use")} {Listing}.");
        return kind.Make(rest);
    }

    /// <summary>A data set's name with the full path in it, so that it means the same wherever it is used.</summary>
    public static string FullSpec(string spec) => spec.Split(':', 2) is [var kind, { Length: > 0 } path] && kind != "faces"
        ? $"{kind}:{Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))}" : spec;

    /// <summary>What a kind of data set is called where it was published: <c>rafdb</c> as "RAF-DB"; null for kinds that are no published data set.</summary>
    public static string? PublishedName(string kind) => Kinds.FirstOrDefault(known => known.Name == kind)?.Published;

    /// <summary>Lists the pictures without opening any.</summary>
    /// <exception cref="ArgumentException">The source is no collection of pictures on the disk, or has no such option.</exception>
    /// <exception cref="FerKitException">The data set is missing or not laid out as it should be; one line.</exception>
    public virtual ImageCollection List(LoadOptions? options = null) =>
        throw new ArgumentException($"'{OneLine.Of(Spec)}' is no collection of pictures on the disk: name {(Spec.StartsWith("pack:", StringComparison.Ordinal) ? "what the pack was made from, one of " : "one of ")}{string.Join(", ", CollectionKinds)}.");

    /// <summary>Looks the data over (<see cref="DataCheck"/>). Parameters and errors as <see cref="Load"/>.</summary>
    public virtual DataCheckReport Check(LoadOptions? options = null, IProgress<DataProgress>? progress = null, CancellationToken cancellation = default) =>
        DataCheck.Run(List(options), options?.Workers ?? 0, progress, cancellation);

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
        return new PackReport(set.Count, set.Excluded) { Notes = set.Notes };
    }

    /// <summary>Refuses a subject expression where the source names its persons itself.</summary>
    private protected void RefuseSubjectPattern(LoadOptions? options)
    {
        if (options?.SubjectPattern is not null)
            throw new ArgumentException($"A subject expression applies to folder: alone, not to '{OneLine.Of(Spec)}', whose persons are known from the data set itself or not at all.");
    }

    private protected void RefuseContempt(LoadOptions? options)
    {
        if (options?.Contempt == ContemptChoice.Keep && !KnowsContempt)
            throw new ArgumentException($"'{OneLine.Of(Spec)}' labels no contempt, so there is none to keep: only ckplus: and affectnet: do.");
    }

    private static CollectionSource Named(string kind, string root, Func<string, LoadOptions, ImageCollection> read, bool knowsContempt = false) =>
        new(kind, root, namesPersons: true, knowsContempt, read);
}
