using System.Text;

namespace FerKit.Experiments;

/// <summary>A line of comma-separated values (RFC 4180, without line breaks in values).</summary>
internal static class CsvLine
{
    /// <summary>Writes values; those with a comma or a quote stand in quotes.</summary>
    public static string Join(IEnumerable<string> values) =>
        string.Join(',', values.Select(value => value.AsSpan().IndexOfAny(',', '"') < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    /// <summary>Reads them.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') value.Append(line[++i]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] != ',' || quoted) value.Append(line[i]);
            else
            {
                values.Add(value.ToString());
                value.Clear();
            }
        }
        values.Add(value.ToString());
        return values;
    }
}
