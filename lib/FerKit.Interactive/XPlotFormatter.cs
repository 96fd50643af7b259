using Microsoft.DotNet.Interactive.Formatting;
using XPlot.Plotly;

namespace FerKit.Interactive;

/// <summary>Shows XPlot's own charts in .NET Interactive, whose last release XPlot's extension does not load in any more.</summary>
public static class XPlotFormatter
{
    /// <summary>Call it once a session.</summary>
    public static void Register() => Formatter.Register<PlotlyChart>((chart, writer) => writer.Write(InlineHtml.Of(chart)), "text/html");
}
