using XPlot.Plotly;

namespace FerKit.Interactive;

/// <summary>What a notebook or page shows of a chart: XPlot's own HTML, which draws at once, made to wait for plotly.js, which a page loads late.</summary>
internal static class InlineHtml
{
    private const string Begin = "<script>", End = "</script>";

    public static string Of(PlotlyChart chart)
    {
        string html = chart.GetInlineHtml();
        int begin = html.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = html.LastIndexOf(End, StringComparison.Ordinal);
        return $"{html[..begin]}(function draw() {{ if (!window.Plotly) {{ setTimeout(draw, 100); return; }}{html[begin..end]}}})();{html[end..]}";
    }
}
