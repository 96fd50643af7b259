using System.Net;
using System.Text;
using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>
/// A page of figures, in a folder of its own that opens from the disk: <c>index.html</c>, and beside it each chart as
/// <c>NAME.plotly.json</c>, which <c>ferkit figures bake</c> draws, and each picture as <c>NAME.png</c>.
/// </summary>
/// <param name="title">What the page is about.</param>
public sealed class FigureReport(string title)
{
    /// <summary>The page's file in its folder.</summary>
    public const string PageFile = "index.html";

    private const string Style = """
        body { font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', sans-serif; color: #2B3440; max-width: 960px; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.5rem } h2 { font-size: 1.2rem; margin-top: 2.5rem; border-top: 1px solid #DDE1E6; padding-top: 1rem }
        table { border-collapse: collapse; margin: 1rem 0 } th, td { text-align: right; padding: .2rem .8rem; border-bottom: 1px solid #DDE1E6 }
        th:first-child, td:first-child { text-align: left } img { max-width: 100% }
        """;

    private readonly StringBuilder body = new();
    private readonly Dictionary<string, PlotlyFigure> charts = [];
    private readonly Dictionary<string, RgbImage> pictures = [];

    /// <summary>Makes sure that a page can go to a folder, before any work is done for it.</summary>
    /// <exception cref="FerKitException">It is a file.</exception>
    public static void Check(string folder)
    {
        if (File.Exists(folder)) throw new FerKitException($"{OneLine.Of(folder)}: is a file; name a folder for the report.");
    }

    /// <summary>Begins a part of the page.</summary>
    public FigureReport Heading(string text) => Append($"<h2>{WebUtility.HtmlEncode(text)}</h2>");

    /// <summary>Adds a paragraph.</summary>
    public FigureReport Text(string text) => Append($"<p>{WebUtility.HtmlEncode(text)}</p>");

    /// <summary>Adds a table.</summary>
    /// <param name="headings">One a column; the first names the rows.</param>
    /// <param name="rows">As many fields each.</param>
    public FigureReport Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows) =>
        Append($"<table><tr>{Fields(headings, "th")}</tr>{string.Concat(rows.Select(row => $"<tr>{Fields(row, "td")}</tr>"))}</table>");

    /// <summary>Adds a chart.</summary>
    /// <param name="name">Its file's, without the ending; once a page.</param>
    /// <param name="chart">It.</param>
    /// <exception cref="ArgumentException">The page has one of that name.</exception>
    public FigureReport Add(string name, PlotlyFigure chart)
    {
        charts.Add(name, chart);
        return Append(PlotlyHtml.Of(chart));
    }

    /// <summary>Adds a picture; name and errors as for a chart.</summary>
    /// <param name="name">Its file's.</param>
    /// <param name="picture">It.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public FigureReport Add(string name, RgbImage picture, string description)
    {
        pictures.Add(name, picture);
        return Append($"""<p><img src="{name}.png" alt="{WebUtility.HtmlEncode(description)}"></p>""");
    }

    /// <summary>Writes the page and what it shows; the page last, so that it never shows what is not there.</summary>
    /// <param name="folder">Made where it is missing; files of the same names are replaced.</param>
    /// <exception cref="FerKitException">The folder cannot be made, or a file cannot be written.</exception>
    public void Write(string folder)
    {
        OutputFolder.Make(folder, "name another folder for the report");
        PlotlyHtml.CopyScript(folder);
        foreach (var (name, chart) in charts) Save($"{name}.plotly.json", Encoding.UTF8.GetBytes(chart.ToJson() + "\n"));
        foreach (var (name, picture) in pictures) Save($"{name}.png", ImageCodec.Default.EncodePng(picture));
        Save(PageFile, Encoding.UTF8.GetBytes($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(title)}</title><style>
            {Style}
            </style><script src="{PlotlyHtml.ScriptName}"></script></head>
            <body><h1>{WebUtility.HtmlEncode(title)}</h1>
            {body}</body></html>

            """.ReplaceLineEndings("\n")));

        void Save(string name, byte[] content) => AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(content));
    }

    private FigureReport Append(string html)
    {
        body.Append(html).Append('\n');
        return this;
    }

    private static string Fields(IReadOnlyList<string> texts, string element) => string.Concat(texts.Select(text => $"<{element}>{WebUtility.HtmlEncode(text)}</{element}>"));
}
