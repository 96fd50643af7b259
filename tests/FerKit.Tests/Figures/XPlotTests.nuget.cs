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

    private static IEnumerable<object[]> Rows(IEnumerable<object[]> data) => data;

    [GeneratedRegex(@"var data = (.*?);\s*var layout", RegexOptions.Singleline)]
    private static partial Regex Data();

    [GeneratedRegex(@"var layout = (.*?);\s*Plotly\.newPlot", RegexOptions.Singleline)]
    private static partial Regex Layout();
}
