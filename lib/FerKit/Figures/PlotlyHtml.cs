using System.Net;
using System.Security.Cryptography;
using System.Text;
using FerKit.Display;

namespace FerKit.Figures;

/// <summary>
/// Figures in pages whose host knows no plotly MIME type: each is a box and a few lines of script that draw into it,
/// with one plotly.js for the whole page. Whichever comes first, figure or plotly.js, waits for the other.
/// </summary>
public static class PlotlyHtml
{
    /// <summary>The file name of plotly.js beside the kit's assemblies.</summary>
    public const string ScriptName = "plotly.min.js";

    /// <summary>Where the kit's plotly.js is.</summary>
    public static string ScriptPath => Path.Combine(Path.GetDirectoryName(typeof(PlotlyHtml).Assembly.Location)!, ScriptName);

    /// <summary>The box and the script of one figure.</summary>
    internal static string Of(PlotlyFigure figure)
    {
        // '<' as \u003c: no text in the figure can close the script.
        string json = figure.ToJson().Replace("<", "\\u003c", StringComparison.Ordinal);
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)).AsSpan(0, 6));
        return $$"""
            <div data-ferkit-figure="{{id}}" style="min-height:{{figure.Height}}px"></div>
            <script>(function () {
              var figure = {{json}};
              function draw() {
                document.querySelectorAll('[data-ferkit-figure="{{id}}"]:empty').forEach(function (box) {
                  window.Plotly.newPlot(box, figure.data, figure.layout, figure.config);
                });
              }
              if (window.Plotly) draw(); else (window.ferkitFigures = window.ferkitFigures || []).push(draw);
            })();</script>
            """.ReplaceLineEndings("\n");
    }

    /// <summary>A page of its own with one figure, for a folder that holds plotly.js (see <see cref="CopyScript"/>).</summary>
    public static byte[] Page(PlotlyFigure figure) => Encoding.UTF8.GetBytes($"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(figure.Title)}</title><script src="{ScriptName}"></script></head>
        <body>{Of(figure)}</body></html>

        """.ReplaceLineEndings("\n"));

    /// <summary>Copies plotly.js into a folder, unless it is there.</summary>
    /// <exception cref="FerKitException">The file cannot be written.</exception>
    public static void CopyScript(string folder)
    {
        string copy = Path.Combine(folder, ScriptName);
        if (File.Exists(copy) && new FileInfo(copy).Length == new FileInfo(ScriptPath).Length) return;
        AtomicFile.Write(copy, stream =>
        {
            using FileStream source = File.OpenRead(ScriptPath);
            source.CopyTo(stream);
        });
    }

    /// <summary>
    /// Copies plotly.js beside a notebook, where Jupyter can serve it, and gives the script that loads it once a
    /// page and draws what waits for it.
    /// </summary>
    /// <param name="folder">The notebook's folder.</param>
    /// <exception cref="FerKitException">The file cannot be written.</exception>
    public static HtmlFragment Loader(string folder)
    {
        CopyScript(folder);
        return new HtmlFragment($$"""
            <script>(function () {
              function ready(plotly) {
                if (plotly) window.Plotly = plotly;
                (window.ferkitFigures || []).splice(0).forEach(function (draw) { draw(); });
              }
              if (window.Plotly) return ready();
              var page = document.body.dataset, settings = document.getElementById('jupyter-config-data');
              var base = page.baseUrl || (settings ? JSON.parse(settings.textContent).baseUrl : '/');
              var folder = (page.notebookPath || '').split('/').slice(0, -1).join('/');
              var url = base + 'files/' + (folder ? folder + '/' : '') + '{{ScriptName}}';
              if (window.require && window.define && window.define.amd) return window.require([url], ready);
              var script = document.createElement('script');
              script.src = url;
              script.onload = function () { ready(); };
              document.head.appendChild(script);
            })();</script>
            """.ReplaceLineEndings("\n"));
    }
}
