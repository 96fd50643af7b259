using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Format;

/// <summary>
/// Writes JSON byte for byte as Jupyter's own writer does (Python's <c>json.dumps</c> with an indent of one and no
/// ASCII escapes), so that a notebook which passes through the kit shows no difference but its content. Keys stay in
/// the order they have.
/// </summary>
internal static class NotebookJson
{
    internal static string Write(JsonNode node)
    {
        var text = new StringBuilder();
        Write(text, node, 0);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null: text.Append("null"); break;
            case JsonObject { Count: 0 }: text.Append("{}"); break;
            case JsonArray { Count: 0 }: text.Append("[]"); break;
            case JsonObject members:
                text.Append('{');
                Items(text, members, depth, (member, inner) =>
                {
                    WriteString(text, member.Key);
                    text.Append(": ");
                    Write(text, member.Value, inner);
                });
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                Items(text, items, depth, (item, inner) => Write(text, item, inner));
                text.Append(']');
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                WriteString(text, value.GetValue<string>());
                break;
            default: text.Append(node.ToJsonString()); break;
        }
    }

    private static void Items<T>(StringBuilder text, IEnumerable<T> items, int depth, Action<T, int> write)
    {
        string separator = "\n";
        foreach (T item in items)
        {
            text.Append(separator).Append(' ', depth + 1);
            write(item, depth + 1);
            separator = ",\n";
        }
        text.Append('\n').Append(' ', depth);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        text.Append('"');
    }
}
