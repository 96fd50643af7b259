using System.Text.Json.Nodes;
using FerKit.Display;

namespace FerKit.Notebooks.Display;

/// <summary>One thing shown in several forms: MIME type to content (text, Base64 for pictures, JSON text for JSON types).</summary>
public sealed class MimeBundle(IEnumerable<KeyValuePair<string, string>> forms)
{
    private readonly SortedDictionary<string, string> _forms = new(new Dictionary<string, string>(forms), StringComparer.Ordinal);

    /// <summary>A bundle of one form.</summary>
    public MimeBundle(string mimeType, string content) : this([new(mimeType, content)]) { }

    /// <summary>The forms, sorted by MIME type.</summary>
    public IReadOnlyDictionary<string, string> Forms => _forms;

    /// <summary>The content of one form; null when the bundle has none of that type.</summary>
    public string? this[string mimeType] => _forms.GetValueOrDefault(mimeType);

    /// <summary>Without what is too large for a notebook, and with a note instead: of a text what fits, of other forms, which are none any more when cut, nothing.</summary>
    /// <param name="characters">What a text may have; other forms, such as pictures, may have eight times as many.</param>
    internal MimeBundle Cut(int characters)
    {
        const string Plain = "text/plain";
        string[] large = [.. _forms.Where(form => form.Value.Length > (form.Key == Plain ? 1 : 8L) * characters).Select(form => form.Key)];
        if (large.Length == 0) return this;
        string text = this[Plain] is { } plain ? plain[..Math.Min(plain.Length, characters)] : "";
        string note = $"[output cut: {string.Join(" and ", large.Select(type => $"{type} of {_forms[type].Length:N0} characters"))}]";
        return new MimeBundle(_forms.Where(form => form.Key != Plain && !large.Contains(form.Key)).Append(new(Plain, $"{text}\n{note}".TrimStart())));
    }

    /// <summary>nbformat's <c>data</c>: JSON types as JSON, texts as lists of lines, pictures as one string.</summary>
    public JsonObject ToJson()
    {
        var data = new JsonObject();
        foreach ((string type, string content) in _forms)
            data[type] = type switch
            {
                _ when IsJson(type) => JsonNode.Parse(content),
                _ when IsText(type) => Format.MultilineText.Split(content),
                _ => JsonValue.Create(content),
            };
        return data;
    }

    internal static bool IsJson(string type) => type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal);

    private static bool IsText(string type) => type.StartsWith("text/", StringComparison.Ordinal) || type == MimeTypes.Svg;
}
