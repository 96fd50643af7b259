using System.Text.Json;
using System.Text.Json.Serialization;

namespace FerKit.Data;

/// <summary>
/// A data set drawn from others: the paper pre-trains on 50,000 pictures of CAER-S, FED-RO and AffectNet (section 4.1)
/// without saying how many of each. Shares are therefore an assumption, and an option.
/// </summary>
/// <param name="Count">Pictures in all, as far as the parts hold them.</param>
/// <param name="Parts">What is drawn from.</param>
/// <param name="Seed">Chooses which pictures.</param>
public sealed record Mixture(int Count, IReadOnlyList<MixturePart> Parts, ulong Seed = 1)
{
    /// <summary>Stands before the parts' names in that of the collection.</summary>
    internal const string NamePrefix = "mixture of ";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip,
        RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true, WriteIndented = true,
    };

    /// <summary>The paper's: FED-RO whole, for it has only 400 pictures, and equal shares of the other two.</summary>
    public static Mixture Paper(string caersRoot, string fedroRoot, string affectNetRoot) =>
        new(50_000, [new($"fedro:{fedroRoot}"), new($"caers:{caersRoot}", 0.5), new($"affectnet:{affectNetRoot}", 0.5)]);

    /// <summary>Reads a mixture from JSON; paths in it are taken from the file's folder on.</summary>
    /// <exception cref="FerKitException">Missing, not such a file, or values out of range; one line.</exception>
    public static Mixture Read(string path)
    {
        Mixture mixture;
        if (!File.Exists(path)) throw new FerKitException($"{OneLine.Of(path)}: no such file; name a mixture's JSON file");
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: 0 }) throw new JsonException("it is empty, or no ordinary file");
            mixture = JsonSerializer.Deserialize<Mixture>(File.ReadAllText(path), Json) ?? throw new JsonException("it is null");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: is no mixture ({OneLine.Of(e is JsonException wrong ? Where(wrong) : e.Message)}); expected JSON such as {{\"count\": 50000, \"seed\": 1, \"parts\": [{{\"data\": \"fedro:ROOT\"}}, {{\"data\": \"caers:ROOT\", \"share\": 0.5}}]}}", e);
        }
        try
        {
            mixture.Check();
        }
        catch (ArgumentException wrong)
        {
            throw new FerKitException($"{OneLine.Of(path)}: {wrong.Message}", wrong);
        }
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return mixture with { Parts = [.. mixture.Parts.Select(part => part?.Data.Split(':', 2) is [var kind and not "faces", { Length: > 0 } root] ? part with { Data = $"{kind}:{Path.Combine(folder, root)}" } : part!)] };
    }

    /// <summary>
    /// Draws the pictures: parts without a share whole, the others their share of what is left, each from the part's training
    /// pictures where it has such, else from all of them. The mixture has no official split.
    /// </summary>
    /// <exception cref="ArgumentException">A part that is no collection of expressions, no parts, or shares that do not add up.</exception>
    /// <exception cref="FerKitException">A part cannot be read.</exception>
    public ImageCollection List(LoadOptions? options = null)
    {
        Check();
        var parts = Parts.Select(part => (part.Share, Collection: Listed(part, options ?? new LoadOptions()))).ToArray();
        string[] classNames = [.. parts.MaxBy(part => part.Collection.ClassNames.Count).Collection.ClassNames];
        if (parts.FirstOrDefault(part => !part.Collection.ClassNames.SequenceEqual(classNames.Take(part.Collection.ClassNames.Count))).Collection is { } other)
            throw new ArgumentException($"Parts of a mixture must have the same classes: {other.Name} has {string.Join(", ", other.ClassNames)}, another {string.Join(", ", classNames)}.");
        var random = new SeededRandom(Seed);
        Sample[][] pools = [.. parts.Select(part => Pool(part.Collection))];
        int left = Count - parts.Select((part, i) => part.Share is null ? pools[i].Length : 0).Sum();
        if (left < 0) throw new ArgumentException($"The parts without a share hold {Count - left} pictures, over the mixture's count of {Count}.");
        double shares = 0;
        var samples = new List<Sample>();
        var notes = new List<string>();
        var strangers = new List<string>();
        for (int i = 0; i < parts.Length; i++)
        {
            random.Fork((ulong)i).Shuffle<Sample>(pools[i]);
            // Rounded together, so that the shares add up to all that is left.
            int before = (int)Math.Round(shares * left);
            shares += parts[i].Share ?? 0;
            int wanted = parts[i].Share is null ? pools[i].Length : (int)Math.Round(shares * left) - before, taken = Math.Min(wanted, pools[i].Length);
            string name = CollectionSource.WithoutPrefix(parts[i].Collection.Name), part = $"{i}-{name}/";
            samples.AddRange(pools[i].Take(taken).Select(sample => sample with { Part = part, Split = DataSplit.None }));
            notes.AddRange(parts[i].Collection.Notes.Select(note => $"{name}: {note}"));
            if (parts[i].Collection.Samples.All(sample => sample.Subject is null)) strangers.Add(name);
            notes.Add($"{name}: {taken} pictures{(taken < wanted ? $" of the {wanted} that its share asks for: it holds no more" : "")}");
        }
        samples.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        if (samples.Count < Count) notes.Add($"{samples.Count} pictures in all, of the {Count} that were asked for: the parts hold no more for their shares");
        if (strangers.Count > 0 && strangers.Count < parts.Length)
            notes.Add($"{string.Join(", ", strangers)}: names no persons, while other parts do, so a split by person leaves its pictures out; a folder: part can say how by \"subject\"");
        return new ImageCollection(NamePrefix + string.Join(", ", parts.Select(part => part.Collection.Name)), classNames, samples)
        {
            Excluded = [.. parts.SelectMany(part => part.Collection.Excluded)],
            Notes = notes,
            Limits = (options ?? new LoadOptions()).Limits,
            Settings = new Dictionary<string, string>(Contempt(parts.Select(part => part.Collection))) { ["count"] = $"{Count}", ["seed"] = $"{Seed}", ["shares"] = string.Join(", ", parts.Select(part => $"{part.Collection.Name} {part.Share?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all"}")) },
        };
    }

    // One choice for all parts that leave one.
    private static IEnumerable<KeyValuePair<string, string>> Contempt(IEnumerable<ImageCollection> parts) =>
        parts.SelectMany(part => part.Settings.Where(setting => setting.Key == "contempt")).DistinctBy(setting => setting.Key);

    // The place alone: the rest of such a message speaks of .NET's types.
    private static string Where(JsonException e)
    {
        string[] keys = ["count", "seed", "parts", "data", "share", "subject"];
        string path = e.Path ?? "$", key = path[(path.LastIndexOf('.') + 1)..];
        return e.Path is null ? e.Message
            : e.InnerException is JsonException ? $"line {e.LineNumber + 1} is no valid JSON"
            : path == "$" || path.EndsWith(']') ? "it needs a count and parts, and each part its data"
            : $"line {e.LineNumber + 1}: " + (keys.Contains(key) ? $"'{key}' has a value of the wrong kind" : $"there is no key '{key}', did you mean '{NearestName.To(key, keys)}'?");
    }

    private static ImageCollection Listed(MixturePart part, LoadOptions options)
    {
        var source = DataSource.Parse(part.Data);
        return source.List(options with { SubjectPattern = part.Subject, Contempt = source.KnowsContempt ? options.Contempt : ContemptChoice.Drop });
    }

    private static Sample[] Pool(ImageCollection collection)
    {
        Sample[] train = [.. collection.Samples.Where(sample => sample.Split == DataSplit.Train)];
        return train.Length > 0 ? train : [.. collection.Samples];
    }

    private void Check()
    {
        if (Parts.Any(part => part is null)) throw new ArgumentException("a part of the mixture is null: give it a \"data\".");
        if (Parts.Count == 0) throw new ArgumentException("a mixture needs parts, such as {\"data\": \"fedro:ROOT\"}.");
        if (Parts.FirstOrDefault(part => part.Data.Split(':')[0] is "mixture" or "faces" or "pack") is { } other)
            throw new ArgumentException($"'{OneLine.Of(other.Data)}' cannot be a part of a mixture, which draws from pictures on the disk: name their data sets.");
        if (Parts.GroupBy(part => part.Data).FirstOrDefault(group => group.Skip(1).Any())?.Key is { } twice)
            throw new ArgumentException($"'{OneLine.Of(twice)}' is a part of the mixture twice: name each data set once.");
        if (Count < 1) throw new ArgumentException($"the count is {Count}: it must be at least 1.");
        if (Parts.FirstOrDefault(part => part.Share is not (null or (> 0 and <= 1))) is { } wrong)
            throw new ArgumentException($"the share of '{OneLine.Of(wrong.Data)}' is {wrong.Share}: it must be above 0 and at most 1, or left away for all its pictures.");
        double sum = Parts.Sum(part => part.Share ?? 0);
        if (sum > 0 && Math.Abs(sum - 1) > 1e-6) throw new ArgumentException($"the shares are {sum:G6} together: they must be 1.");
    }
}

/// <summary>A part of a mixture.</summary>
/// <param name="Data">The data set's name, such as <c>caers:ROOT</c>.</param>
/// <param name="Share">Its share of what the parts without one leave; null for all its pictures.</param>
/// <param name="Subject">For <c>folder:</c> parts: the expression that finds the person in a file name, see <see cref="LoadOptions.SubjectPattern"/>.</param>
public sealed record MixturePart(string Data, double? Share = null, string? Subject = null);
