using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Site;

namespace FerKit.Notebooks.Tests.Site;

public sealed partial class SiteWriterTests : IDisposable
{
    private const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private async Task<string> WriteAsync()
    {
        var first = new Notebook();
        first.AddMarkdown("# The *first* lesson\n\nIts **hook** <b>&amp;</b>.\n\n| a | b |\n|---|---|\n| 1 | 2 |");
        first.AddMarkdown("See [the next](01-next.ipynb) and [the paper](https://example.org/a.ipynb).\n\n<details><summary>Solution</summary>\n\n`x`\n\n</details>");
        first.AddCode("""
            #load "setup.csx"
            using FerKit.Figures;
            using FerKit.Imaging;
            display(new PlotlyFigure("A </script> title").Add(PlotlyTrace.Line("a", [1, 2], [3, 4])).WithHeight(222));
            display(new PlotlyFigure("Second").Add(PlotlyTrace.Bars("b", ["x"], [1])));
            display(ImageGrid.Draw([new RgbImage(8, 8)], null, 1));
            display(new[] { new { Name = "n", Count = 1 } });
            Console.Error.WriteLine("<careful>");
            // a comment
            "result"
            """);
        var second = new Notebook();
        second.AddMarkdown("# Next");
        second.AddCode("throw new Exception(\"<broken>\");");
        var lessons = new List<SiteLesson>();
        foreach ((string name, Notebook notebook) in new[] { ("00-first.ipynb", first), ("01-next.ipynb", second) })
        {
            RunResult run = await NotebookRunner.RunAsync(notebook, name, Repository.Notebooks, new RunOptions());
            lessons.Add(new SiteLesson(name, run.Executed, run.Duration, run.Failure));
        }
        return SiteWriter.Write(lessons, _folder.Path);
    }

    [Fact]
    public async Task Write_Pages_LoadNothingFromElsewhereAndMissNothing()
    {
        string index = await WriteAsync();
        foreach (string page in Directory.GetFiles(_folder.Path, "*.html"))
        {
            string html = File.ReadAllText(page);
            foreach (Match resource in Resources().Matches(html))
            {
                string target = resource.Groups[1].Value;
                if (target.StartsWith("data:", StringComparison.Ordinal))
                    continue;
                Assert.DoesNotContain("://", target);
                Assert.True(File.Exists(Path.Combine(_folder.Path, target)), $"{Path.GetFileName(page)}: {target} is missing");
            }
            foreach (Match link in Links().Matches(html))
                if (!link.Groups[1].Value.Contains("://", StringComparison.Ordinal) && !link.Groups[1].Value.EndsWith(".ipynb", StringComparison.Ordinal))
                    Assert.True(File.Exists(Path.Combine(_folder.Path, link.Groups[1].Value)), $"{Path.GetFileName(page)}: {link.Groups[1].Value} is missing");
        }
        Assert.Equal(Path.Combine(_folder.Path, "index.html"), index);
        Assert.DoesNotContain("url(", File.ReadAllText(Path.Combine(_folder.Path, "assets", "site.css")));
    }

    [Fact]
    public async Task Write_LessonPage_ShowsEveryOutput()
    {
        await WriteAsync();
        string html = File.ReadAllText(Path.Combine(_folder.Path, "00-first.html"));
        Assert.Equal(2, Regex.Count(html, "<figure class=\"chart\" id=\"chart-\\d\""));
        Assert.Equal(2, Regex.Count(html, "<script type=\"application/json\" data-chart=\"chart-\\d\">"));
        Assert.Contains("min-height: 222px", html);
        Assert.Contains("A \\u003C/script\\u003E title", html);
        Assert.Contains("src=\"data:image/png;base64,", html);
        Assert.Contains("<th style=\"text-align: right\">Count</th>", html);
        Assert.Contains("<pre class=\"stream warning\">&lt;careful&gt;", html);
        Assert.Contains("<pre class=\"stream result\">result</pre>", html);
        Assert.Contains("<span class=\"c-comment\">// a comment</span>", html);
        Assert.Contains("<span class=\"c-keyword\">new</span> <span class=\"c-type\">PlotlyFigure</span>", html);
        Assert.Contains("<summary>Solution</summary>\n<p><code>x</code></p>", html);
        Assert.Contains("href=\"01-next.html\"", html);
        Assert.Contains("href=\"https://example.org/a.ipynb\"", html);
        Assert.DoesNotContain("ferkitFigures", html);
    }

    [Fact]
    public async Task Write_FailedLesson_SaysSoOnItsPageAndInTheIndex()
    {
        await WriteAsync();
        string page = File.ReadAllText(Path.Combine(_folder.Path, "01-next.html"));
        Assert.Contains("01-next.ipynb cell 1 line 1: Exception: &lt;broken&gt;", page);
        Assert.Contains("<pre class=\"stream error\">Exception: &lt;broken&gt;\n   at cell 1, line 1</pre>", page);
        Assert.DoesNotContain("plotly.min.js\"></script>", page);
        Assert.Contains("stopped by an error", File.ReadAllText(Path.Combine(_folder.Path, "index.html")));
    }

    [Theory]
    [InlineData("<script>Plotly.newPlot('a', [], {});</script>", true)]    // as XPlot's charts are
    [InlineData("<p>no chart</p>", false)]
    public void Write_HtmlThatDrawsWithPlotly_HasItOnThePage(string html, bool plotly)
    {
        var notebook = new Notebook();
        notebook.AddCode("chart").Outputs.Add(new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/html"] = html } });
        SiteWriter.Write([new SiteLesson("00-own.ipynb", notebook, TimeSpan.Zero, null)], _folder.Path);
        Assert.Equal(plotly, File.ReadAllText(Path.Combine(_folder.Path, "00-own.html")).Contains("plotly.min.js\"></script>", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_AgainWithOneLesson_KeepsTheOthersInTheIndex()
    {
        SiteLesson Lesson(string name)
        {
            var notebook = new Notebook();
            notebook.AddMarkdown($"# {name}");
            notebook.Write(_folder.File(name));
            return new SiteLesson(name, notebook, TimeSpan.FromSeconds(3), null);
        }
        SiteWriter.Write([Lesson("00-a.ipynb"), Lesson("02-c.ipynb"), Lesson("03-d.ipynb")], _folder.Path);
        _folder.File("03-d.ipynb", "damaged since");
        _folder.File("04-e.ipynb", "{}");    // never had a page
        string index = File.ReadAllText(SiteWriter.Write([Lesson("01-b.ipynb")], _folder.Path));
        Assert.Equal(["00-a.html", "01-b.html", "02-c.html"], Regex.Matches(index, "<a class=\"card\" href=\"(.*?)\"").Select(card => card.Groups[1].Value));
        Assert.Equal(2, Regex.Count(index, "from an earlier run"));
        Assert.Contains("href=\"01-b.html\"", File.ReadAllText(Path.Combine(_folder.Path, "00-a.html")));
    }

    [Fact]
    public async Task Write_Index_HasACardAndAPictureALesson()
    {
        string html = File.ReadAllText(await WriteAsync());
        Assert.Equal(2, Regex.Count(html, "<a class=\"card\""));
        Assert.Contains("<img src=\"assets/00-first.png\" alt=\"\">", html);
        Assert.Contains("<span class=\"number\">01</span>", html);
        Assert.Contains("<p>Its hook &amp;.</p>", html);
    }

    [Fact]
    public void Cover_TaggedCell_ComesFirst()
    {
        var notebook = new Notebook();
        notebook.AddCode("1").Outputs.Add(System.Text.Json.Nodes.JsonNode.Parse("""{"data":{"image/png":"AAAA"}}"""));
        notebook.AddCode("2", null, "cover").Outputs.Add(System.Text.Json.Nodes.JsonNode.Parse("{\"data\":{\"image/png\":\"" + Pixel + "\"}}"));
        Assert.Equal(Convert.FromBase64String(Pixel), LessonCover.Find(notebook));
    }

    [Theory]
    [InlineData("int a = 1;", "<span class=\"c-keyword\">int</span> a = <span class=\"c-number\">1</span>;")]
    [InlineData("var s = $\"x {a} <\";", "<span class=\"c-keyword\">var</span> s = <span class=\"c-string\">$&quot;</span><span class=\"c-string\">x </span>{a}<span class=\"c-string\"> &lt;</span><span class=\"c-string\">&quot;</span>;")]
    [InlineData("Abc.B<C>(d.E)", "<span class=\"c-type\">Abc</span>.<span class=\"c-call\">B</span>&lt;<span class=\"c-type\">C</span>&gt;(d.E)")]
    [InlineData("#r \"x\"\nreturn", "<span class=\"c-directive\">#r &quot;x&quot;\n</span><span class=\"c-keyword\">return</span>")]
    [InlineData("a ? b", "a ? b")]
    public void Highlight_Code_ColoursItsWords(string code, string html) => Assert.Equal(html, CodeHighlighter.ToHtml(code));

    [GeneratedRegex("""(?:src|<link[^>]* href)="([^"]+)""")]
    private static partial Regex Resources();

    [GeneratedRegex("""<a[^>]* href="([^"#]+)""")]
    private static partial Regex Links();
}
