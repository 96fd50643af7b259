using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Display;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Running;

/// <summary>Compares the outputs that a lesson keeps with those of a new run.</summary>
public static partial class OutputComparison
{
    /// <summary>The tag of cells whose outputs differ from run to run, because they measure time.</summary>
    public const string VolatileTag = "volatile";

    /// <summary>What differs, a line an output; empty when they agree. Times, rates and paths are not compared.</summary>
    /// <param name="kept">The lesson with its outputs.</param>
    /// <param name="again">The same lesson, run again.</param>
    /// <param name="numbers">Whether what is shown must be the same, and not only its kind: only on the same kind of machine can it be.</param>
    public static IReadOnlyList<string> Differences(Notebook kept, Notebook again, bool numbers)
    {
        var differences = new List<string>();
        foreach (var (one, other) in kept.Cells.Zip(again.Cells).Where(pair => pair.First.IsCode && !pair.First.HasTag(VolatileTag)))
        {
            if (one.Outputs.Count != other.Outputs.Count)
            {
                differences.Add($"cell {one.Id}: {one.Outputs.Count} outputs are kept, {other.Outputs.Count} came");
                continue;
            }
            for (int i = 0; i < one.Outputs.Count; i++)
            {
                string before = Text(one.Outputs[i]!, numbers), now = Text(other.Outputs[i]!, numbers);
                if (before != now) differences.Add($"cell {one.Id}, output {i + 1}: kept {Excerpt(before, now)}, came {Excerpt(now, before)}");
            }
        }
        return differences;
    }

    // A chart is its specification: its picture and its page follow from that.
    private static string Text(JsonNode output, bool numbers)
    {
        string kind = (string?)output["output_type"] ?? "";
        if (output["data"] is not JsonObject data) return $"{kind} {(string?)output["name"]} {(numbers ? Masked(MultilineText.Join(output["text"])) : "")}";
        if (data[MimeTypes.Plotly] is { } chart) return $"chart {(numbers ? Sorted(chart)!.ToJsonString() : (string?)chart["layout"]?["title"]?["text"])}";
        return $"{kind} {string.Join(' ', data.Select(form => $"{form.Key} {(numbers ? Masked(MultilineText.Join(form.Value)) : "")}"))}";
    }

    // Jupyter sorts the keys of what it writes, and writes numbers as Python does.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => JsonValue.Create(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture)),
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    /// <summary>The text without its times, rates and paths.</summary>
    internal static string Masked(string text) => Paths().Replace(Times().Replace(text, "#"), "PATH");

    // From a little before the first letter that differs.
    private static string Excerpt(string text, string other)
    {
        int at = 0;
        while (at < text.Length && at < other.Length && text[at] == other[at]) at++;
        int begin = Math.Max(0, at - 30);
        return $"'{OneLine.Of(text[begin..Math.Min(text.Length, begin + 80)])}'";
    }

    [GeneratedRegex(@"[\d,.]+(?=\s?(?:images? a second|images/s|faces? a second|seconds?|s|ms|min|µs|MiB|GiB|MB|GB)\b)")]
    private static partial Regex Times();

    [GeneratedRegex(@"(?:/tmp|/var/folders|[A-Z]:\\)[^\s'""<,;)]*")]
    private static partial Regex Paths();
}
