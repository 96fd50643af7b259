using System.Text.Json;
using System.Text.Unicode;

namespace FerKit.Safetensors;

/// <summary>
/// Reads and checks a file's header, by the rules of the reference implementation (huggingface/safetensors,
/// <c>Metadata::validate</c>) and the format's own "no duplicate keys": tensors lie one after another without
/// holes or overlaps, and every byte of the file is indexed.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The reference implementation's cap on the length of the JSON text.</summary>
    public const int MaxLength = 100_000_000;

    public const string MetadataKey = "__metadata__";

    /// <summary>Parses the JSON text and checks it against the number of bytes that follow it.</summary>
    /// <returns>The tensors in the order of their bytes, and the metadata.</returns>
    public static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json, long dataLength, string path)
    {
        if (!Utf8.IsValid(json))
            throw new SafetensorsException(path, "is not a safetensors file: its header is not UTF-8");
        if (json.IsEmpty || json[0] != (byte)'{')
            throw new SafetensorsException(path, "is not a safetensors file: its header does not begin with '{'");
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        try
        {
            ReadObject(json, path, entries, metadata);
        }
        // InvalidOperationException: a \u escape that names half a surrogate pair.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new SafetensorsException(path, $"has a damaged header ({OneLine.Of(e.Message)})");
        }
        CheckLayout(entries, dataLength, path);
        return (entries, metadata);
    }

    private static void ReadObject(
        ReadOnlySpan<byte> json, string path, List<SafetensorsEntry> entries, Dictionary<string, string> metadata)
    {
        var names = new HashSet<string>();
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
                throw new SafetensorsException(path, name, "is named twice in the header");
            reader.Read();
            if (name == MetadataKey)
                ReadMetadata(ref reader, path, metadata);
            else
                entries.Add(SafetensorsEntryReader.Read(ref reader, name, path));
        }
        // Trailing blanks are the format's padding; anything else makes this throw.
        reader.Read();
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, string path, Dictionary<string, string> metadata)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new SafetensorsException(path, "has metadata that is not a JSON object");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
                throw new SafetensorsException(path, $"has metadata '{OneLine.Of(key)}' that is not a string");
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw new SafetensorsException(path, $"has metadata '{OneLine.Of(key)}' twice");
        }
    }

    private static void CheckLayout(List<SafetensorsEntry> entries, long dataLength, string path)
    {
        // Tensors of no bytes share their begin with the next one, so the end decides between equals.
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long expected = 0;
        foreach (SafetensorsEntry entry in entries)
        {
            if (entry.Begin != expected)
                throw new SafetensorsException(path, entry.Name, entry.Begin < expected
                    ? $"overlaps the one before it (begins at {entry.Begin}, expected {expected})"
                    : $"leaves a hole before it (begins at {entry.Begin}, expected {expected})");
            if (entry.End > dataLength)
                throw new SafetensorsException(path, entry.Name,
                    $"ends at byte {entry.End} of the data, but the file holds {dataLength}: it is cut off; fetch or write it again");
            expected = entry.End;
        }
        if (expected != dataLength)
            throw new SafetensorsException(path,
                $"holds {dataLength - expected} bytes that belong to no tensor; it is damaged or was appended to");
    }
}
