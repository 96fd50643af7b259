using FerKit.Display;
using FerKit.Figures;
using Microsoft.FSharp.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using XPlot.Plotly;

namespace FerKit.Interactive;

/// <summary>
/// A chart of the kit as one of XPlot's: series and layout word for word, also where XPlot has no names for them. Like all of
/// XPlot's it is drawn by the page's plotly.js, which setup.csx loads.
/// </summary>
[TypeFormatterSource(typeof(Formatters), PreferredMimeTypes = [MimeTypes.Html])]
public sealed class XPlotFigure : PlotlyChart
{
    private const int PageWidth = 700;

    internal XPlotFigure(PlotlyFigure figure)
    {
        // As it is written: XPlot's own parser would take texts that look like dates for dates.
        using var reader = new JsonTextReader(new StringReader(figure.ToJson())) { DateParseHandling = DateParseHandling.None };
        var specification = JObject.Load(reader);
        SpecifiedTrace[] traces = [.. specification["data"]!.Cast<JObject>().Select(trace => new SpecifiedTrace(trace))];
        Plot(traces, FSharpOption<Layout.Layout>.Some(new SpecifiedLayout((JObject)specification["layout"]!)), FSharpOption<IEnumerable<string>>.None);
        (Width, Height) = (PageWidth, figure.Height);
    }

    private sealed class SpecifiedTrace(JObject specification) : Trace
    {
        [JsonExtensionData]
        public IDictionary<string, JToken?> Specification { get; } = specification;
    }

    private sealed class SpecifiedLayout(JObject specification) : Layout.Layout
    {
        [JsonExtensionData]
        public IDictionary<string, JToken?> Specification { get; } = specification;
    }

    private sealed class Formatters
    {
        public IEnumerable<object> CreateTypeFormatters() => [new MimeFormatter<XPlotFigure>(MimeTypes.Html, InlineHtml.Of)];
    }
}

/// <summary>The way from the kit's charts to XPlot's.</summary>
public static class XPlotFigures
{
    /// <summary>The same chart as one of XPlot's, to show, to save as a page (<c>GetHtml</c>) or to combine with others.</summary>
    public static XPlotFigure ToXPlot(this PlotlyFigure figure) => new(figure);
}
