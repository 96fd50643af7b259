using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

public sealed class FigureReportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Write_MakesAPageAndAFileForEachFigure()
    {
        var chart = new PlotlyFigure("A </script> chart");
        new FigureReport("a < b").Heading("one & two").Text("<b>").Table(["model", "accuracy"], [["x<y", "1"]])
            .Add("chart", chart).Add("picture", new RgbImage(3, 2), "a \"picture\"").Write(folder.Path);
        Assert.Equal(["chart.plotly.json", "index.html", "picture.png", "plotly.min.js"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(chart.ToJson() + "\n", File.ReadAllText(Path.Combine(folder.Path, "chart.plotly.json")));
        string page = File.ReadAllText(Path.Combine(folder.Path, FigureReport.PageFile));
        foreach (string part in (string[])["<title>a &lt; b</title>", "<h2>one &amp; two</h2>", "<p>&lt;b&gt;</p>", "<td>x&lt;y</td>", "A \\u003c/script>", "alt=\"a &quot;picture&quot;\"", "src=\"plotly.min.js\""])
            Assert.Contains(part, page, StringComparison.Ordinal);
        Assert.DoesNotContain("://", page.Replace(chart.ToJson(), "", StringComparison.Ordinal), StringComparison.Ordinal);    // nothing from elsewhere
    }

    [Fact]
    public void Add_TwoFiguresOfOneName_Throws() =>
        Assert.Throws<ArgumentException>(() => new FigureReport("page").Add("chart", new PlotlyFigure("a")).Add("chart", new PlotlyFigure("b")));

    [Fact]
    public void Write_WhenAFileFails_LeavesTheOlderPage()
    {
        new FigureReport("old").Write(folder.Path);
        using (FailingStream.At(1))
            Assert.Throws<FerKitException>(() => new FigureReport("new").Add("chart", new PlotlyFigure("a")).Write(folder.Path));
        Assert.Contains("<title>old</title>", File.ReadAllText(Path.Combine(folder.Path, FigureReport.PageFile)), StringComparison.Ordinal);
        Assert.Equal(["index.html", "plotly.min.js"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Dispose();
}
