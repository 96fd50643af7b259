using System.Text.Encodings.Web;
using System.Text.Json;
using FerKit.Safetensors;

namespace FerKit.Data;

/// <summary>
/// What a pack says beside its tensors, in the file's metadata: plain text, and JSON arrays for the lists, so that
/// any safetensors reader can use it.
/// </summary>
/// <param name="Size">Height and width of the pictures.</param>
/// <param name="Source">The data set's name.</param>
/// <param name="ClassNames">The classes.</param>
/// <param name="Names">Name of each picture.</param>
/// <param name="Subjects">Person of each picture; null where unknown.</param>
/// <param name="Sequences">Film of each picture; null where unknown.</param>
/// <param name="Settings">How the data set was read, beside the defaults.</param>
/// <param name="Checksum">The <see cref="PackChecksum"/>; null in packs of before there was one.</param>
internal sealed record PackMetadata(
    int Size, string Source, IReadOnlyList<string> ClassNames, IReadOnlyList<string> Names, IReadOnlyList<string?> Subjects,
    IReadOnlyList<string?> Sequences, IReadOnlyDictionary<string, string> Settings, string? Checksum)
{
    private const string Format = "ferkit-pack";
    private const string Version = "2";
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As the file's metadata.</summary>
    public Dictionary<string, string> ToDictionary() => new()
    {
        ["format"] = Format,
        ["version"] = Version,
        ["kit"] = typeof(PackMetadata).Assembly.GetName().Version!.ToString(3),
        ["size"] = Size.ToString(),
        ["source"] = Source,
        ["class_names"] = JsonSerializer.Serialize(ClassNames, Options),
        ["names"] = JsonSerializer.Serialize(Names, Options),
        ["subjects"] = JsonSerializer.Serialize(Subjects, Options),
        ["sequences"] = JsonSerializer.Serialize(Sequences, Options),
        ["settings"] = JsonSerializer.Serialize(Settings, Options),
        ["checksum"] = Checksum ?? PackChecksum.Unknown,
    };

    /// <summary>Reads and checks a file's metadata.</summary>
    /// <exception cref="FerKitException">Not a pack, a pack of another version, or a damaged one.</exception>
    public static PackMetadata Read(SafetensorsFile file)
    {
        string path = OneLine.Of(file.Path);
        if (file.Metadata.GetValueOrDefault("format") != Format)
            throw new FerKitException($"{path}: is a safetensors file but not a pack; make one with 'ferkit data pack'");
        if (file.Metadata.GetValueOrDefault("version") is var version && version != Version)
            throw new FerKitException($"{path}: is a pack of version '{OneLine.Of(version ?? "")}' and this kit reads version {Version}; pack the data set again");
        if (!int.TryParse(file.Metadata.GetValueOrDefault("size"), out int size) || size < 1 || size > ImageSet.MaxSize)
            throw Damaged(path, $"its size is not a number from 1 to {ImageSet.MaxSize}");
        string source = file.Metadata.GetValueOrDefault("source") ?? throw Damaged(path, "it has no source");
        string[] classNames = Required(Texts(file, "class_names"), path, "class_names");
        if (classNames.Length == 0 || classNames.Distinct().Count() != classNames.Length)
            throw Damaged(path, "its class_names are empty or not distinct");
        return new PackMetadata(size, source, classNames, Required(Texts(file, "names"), path, "names"),
            Texts(file, "subjects"), Texts(file, "sequences"), Json<Dictionary<string, string>>(file, "settings", "a JSON object of texts"),
            file.Metadata.GetValueOrDefault("checksum"));
    }

    /// <summary>The error of a pack that does not hold together.</summary>
    public static FerKitException Damaged(string path, string reason) =>
        new($"{OneLine.Of(path)}: is a damaged pack: {reason}; pack the data set again");

    private static string?[] Texts(SafetensorsFile file, string key) => Json<string?[]>(file, key, "a JSON array of texts");

    private static T Json<T>(SafetensorsFile file, string key, string what)
    {
        try
        {
            string json = file.Metadata.GetValueOrDefault(key) ?? throw Damaged(file.Path, $"it has no {key}");
            return JsonSerializer.Deserialize<T>(json) ?? throw Damaged(file.Path, $"its {key} are null");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Damaged(file.Path, $"its {key} are not {what}");
        }
    }

    private static string[] Required(string?[] texts, string path, string key) =>
        texts.Contains(null) ? throw Damaged(path, $"its {key} hold a null") : [.. texts.OfType<string>()];
}
