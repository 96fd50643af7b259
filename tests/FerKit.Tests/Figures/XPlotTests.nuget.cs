using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Figures;
using FerKit.Interactive;

namespace FerKit.Tests.Figures;

public sealed partial class XPlotTests
{
    public static TheoryData<PlotlyFigure> Figures => [.. Rows(PaperDiagramsTests.All).Concat(Rows(PlotlyFigureTests.Figures)).Select(row => (PlotlyFigure)row[^1])];

    [Theory]
    [MemberData(nameof(Figures), DisableDiscoveryEnumeration = true)]
    public void ToXPlot_EveryFigure_IsTheSameSpecification(PlotlyFigure figure)
    {
        string script = figure.ToXPlot().GetPlottingJS();
        JsonNode specification = JsonNode.Parse(figure.ToJson())!;
        Assert.True(JsonNode.DeepEquals(specification["data"], JsonNode.Parse(Data().Match(script).Groups[1].Value)), script);
        Assert.True(JsonNode.DeepEquals(specification["layout"], JsonNode.Parse(Layout().Match(script).Groups[1].Value)), script);
    }

    // As the site does: it loads plotly.js after the page's own text.
    [Fact]
    public void Html_InAPageThatLoadsPlotlyLate_WaitsForIt()
    {
        string html = InlineHtml.Of(ConfusionFigure.Create(["calm", "</script>"], new long[,] { { 9, 1 }, { 2, 8 } }, "Two expressions").ToXPlot());
        Assert.Matches(@"^<div .*</div>\s*<script>\(function draw\(\) \{ if \(!window\.Plotly\) \{ setTimeout\(draw, 100\); return; \}\s*var data = ", html);
        Assert.EndsWith("})();</script>", html.TrimEnd(), StringComparison.Ordinal);
    }

    private static IEnumerable<object[]> Rows(IEnumerable<object[]> data) => data;

    [GeneratedRegex(@"var data = (.*?);\s*var layout", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"var layout = (.*?);\s*Plotly\.newPlot", RegexOptions.Singleline)]
    private static partial Regex Layout();
}
