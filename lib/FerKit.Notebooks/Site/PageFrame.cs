using System.Net;

namespace FerKit.Notebooks.Site;

/// <summary>What all pages have around their content.</summary>
internal static class PageFrame
{
    internal static string Around(string title, string bodyClass, string content, bool charts, bool equations = false) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="{SiteWriter.Assets}/site.css">
        {(charts ? $"<script defer src=\"{SiteWriter.Assets}/{Figures.PlotlyHtml.ScriptName}\"></script>" : "")}
        {(equations ? Katex.Head(SiteWriter.Assets) : "")}
        <script defer src="{SiteWriter.Assets}/site.js"></script>
        </head>
        <body class="{bodyClass}">
        {content}
        <footer>Made by <code>ferkit notebooks</code>. {Makers(equations)} beside these pages.</footer>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    private static string Makers(bool equations) => equations && Katex.Find() is not null
        ? "Charts are drawn by plotly.js and equations are set by KaTeX (both MIT licence), which lie" : "Charts are drawn by plotly.js (MIT licence), which lies";

    internal static string Encode(string text) => WebUtility.HtmlEncode(text);

    internal static string Duration(TimeSpan time) => time.TotalSeconds < 90 ? $"{time.TotalSeconds:0} s" : $"{time.TotalMinutes:0} min";
}
