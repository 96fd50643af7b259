using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Display;
using FerKit.Notebooks.Format;
using static FerKit.Notebooks.Site.PageFrame;

namespace FerKit.Notebooks.Site;

/// <summary>The outputs of one page; a shown object is taken in its richest form.</summary>
internal sealed partial class OutputHtml
{
    private int _charts;

    /// <summary>Whether what was written so far needs plotly.js: charts, and HTML that draws some itself, as XPlot's does.</summary>
    internal bool NeedsPlotly { get; private set; }

    internal string Write(JsonNode output) => (string?)output["output_type"] switch
    {
        "stream" => $"<pre class=\"{((string?)output["name"] == "stderr" ? "stream warning" : "stream")}\">{Text(output["text"])}</pre>\n",
        "error" => $"<pre class=\"stream error\">{string.Join('\n', ((JsonArray?)output["traceback"] ?? []).Select(Text))}</pre>\n",
        _ when output["data"] is JsonObject data => Data(data),
        _ => "",
    };

    private string Data(JsonObject data)
    {
        if (data[MimeTypes.Plotly] is { } figure)
            return Chart(figure);
        if (data[MimeTypes.Html] is { } html)
        {
            string text = MultilineText.Join(html);
            NeedsPlotly |= text.Contains("Plotly.newPlot(", StringComparison.Ordinal);
            return $"<div class=\"html\">{text}</div>\n";
        }
        if (data[MimeTypes.Png] is { } png)
            return $"<figure><img alt=\"\" src=\"data:image/png;base64,{MultilineText.Join(png).ReplaceLineEndings("")}\"></figure>\n";
        if (data[MimeTypes.Svg] is { } svg)
            return $"<figure>{MultilineText.Join(svg)}</figure>\n";
        if (data["text/markdown"] is { } markdown)
            return LessonMarkdown.ToHtml(MultilineText.Join(markdown));
        return data["text/plain"] is { } plain ? $"<pre class=\"stream result\">{Text(plain)}</pre>\n" : "";
    }

    private string Chart(JsonNode figure)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"chart-{++_charts}");
        NeedsPlotly = true;
        int height = (int?)figure["layout"]?["height"] ?? 400;
        string title = (string?)figure["layout"]?["title"]?["text"] ?? "chart";
        string json = figure.ToJsonString(); // writes '<' as \u003C: no text in the figure can close the script
        return $"<figure class=\"chart\" id=\"{id}\" role=\"img\" aria-label=\"{Encode(title)}\" style=\"min-height: {height}px\"></figure>\n"
            + $"<script type=\"application/json\" data-chart=\"{id}\">{json}</script>\n";
    }

    private static string Text(JsonNode? text) => Encode(TerminalCodes().Replace(MultilineText.Join(text), ""));

    [GeneratedRegex(@"\x1b\[[0-9;]*[A-Za-z]")]
    private static partial Regex TerminalCodes();
}
