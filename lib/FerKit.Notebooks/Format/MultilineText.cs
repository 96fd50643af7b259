using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Format;

/// <summary>nbformat's <c>multiline_string</c>: a text kept as the list of its lines, each with its line end.</summary>
internal static class MultilineText
{
    internal static string Join(JsonNode? node) => node switch
    {
        JsonArray lines => string.Concat(lines.Select(line => (string?)line)),
        JsonValue text => (string?)text ?? "",
        _ => "",
    };

    internal static JsonArray Split(string text)
    {
        var lines = new JsonArray();
        for (int start = 0, end; start < text.Length; start = end)
        {
            int feed = text.IndexOf('\n', start);
            end = feed < 0 ? text.Length : feed + 1;
            lines.Add((JsonNode)text[start..end]);
        }
        return lines;
    }
}
