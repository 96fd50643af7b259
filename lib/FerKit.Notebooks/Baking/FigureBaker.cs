using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Notebooks.Baking;

/// <summary>
/// Makes pictures of charts: plotly.js draws them in a Chromium without a window. Starting it takes about a second, a chart
/// some tenths of one. Equal charts give equal pictures on one machine. Not safe for use from several threads.
/// </summary>
public sealed class FigureBaker : IDisposable
{
    /// <summary>The height of a chart that says none, in pixels.</summary>
    public const int UsualHeight = 450;

    private const int LeastSide = 50, MostSide = 5000;
    private const double LeastScale = 0.1, MostScale = 8;

    // plotly.js takes its identifiers from Math.random: the same ones for each chart, so that equal charts are equal SVG.
    private const string EqualIdentifiers = "(() => { let s = 1; Math.random = () => (s = s * 16807 % 2147483647) / 2147483647; })()";

    private readonly HeadlessBrowser _browser;

    private FigureBaker(HeadlessBrowser browser) => _browser = browser;

    /// <summary>Starts the browser: <c>FERKIT_CHROMIUM</c>, else a Chromium, Chrome or Edge that is installed. The caller disposes it.</summary>
    /// <exception cref="FerKitException">There is none, or it does not start; the message says what to install.</exception>
    public static FigureBaker Open()
    {
        var browser = new HeadlessBrowser(BrowserProgram.Find());
        try
        {
            browser.Evaluate(File.ReadAllText(PlotlyHtml.ScriptPath) + "\n;0");
            return new FigureBaker(browser);
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>The chart as a PNG file of width x scale by height x scale pixels.</summary>
    /// <param name="json">The specification, as <see cref="PlotlyFigure.ToJson"/> gives it.</param>
    /// <param name="width">Width in CSS pixels, 50 to 5,000.</param>
    /// <param name="height">Height likewise; null: the chart's own, else <see cref="UsualHeight"/>.</param>
    /// <param name="scale">Pixels of the picture a CSS pixel, 0.1 to 8.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside its range.</exception>
    /// <exception cref="FerKitException">No specification of a chart, or one that plotly.js cannot draw.</exception>
    public byte[] Png(string json, int width = 900, int? height = null, double scale = 2) => Convert.FromBase64String(Draw(json, "png", width, height, scale));

    /// <summary>The chart as the text of an SVG file; parameters and errors as <see cref="Png"/>.</summary>
    public string Svg(string json, int width = 900, int? height = null) =>
        // An empty style attribute was seen on the same chart in one drawing and not in the next; it says nothing.
        Draw(json, "svg", width, height, 1).Replace(" style=\"\"", "", StringComparison.Ordinal);

    /// <summary>Ends the browser.</summary>
    public void Dispose() => _browser.Dispose();

    private string Draw(string json, string format, int width, int? height, double scale)
    {
        InRange(width, LeastSide, MostSide, nameof(width));
        InRange(scale, LeastScale, MostScale, nameof(scale));
        JsonObject chart = Parse(json);
        int tall = height ?? (int?)chart["layout"]?["height"] ?? UsualHeight;
        InRange(tall, LeastSide, MostSide, nameof(height));
        string options = string.Create(CultureInfo.InvariantCulture, $"{{format: '{format}', width: {width}, height: {tall}, scale: {scale}, imageDataOnly: true}}");
        try
        {
            return (string?)_browser.Evaluate($"{EqualIdentifiers}, Plotly.toImage({chart.ToJsonString()}, {options})") ?? throw new FerKitException("it gave no picture");
        }
        catch (FerKitException e)
        {
            throw new FerKitException($"plotly.js cannot draw the chart: {OneLine.Of(e.Message)}", e);
        }
    }

    private static JsonObject Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject chart && chart["data"] is JsonArray && chart["layout"] is null or JsonObject)
                return chart;
        }
        catch (JsonException e)
        {
            throw new FerKitException($"no specification of a chart: it is no JSON ({OneLine.Of(e.Message)}).", e);
        }
        throw new FerKitException("no specification of a chart: it must be a JSON object with a list 'data', and may have an object 'layout'.");
    }

    private static void InRange(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}: it must be from {least} to {most}."));
    }
}
