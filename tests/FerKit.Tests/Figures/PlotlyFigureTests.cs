using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public class PlotlyFigureTests
{
    private static readonly string[] Names = ["neutral", "happiness", "fear"];

    public static TheoryData<string, PlotlyFigure> Figures => new()
    {
        { "training-curves", TrainingCurves.Create([new(1, 1.9, 0.25, 1.8, 0.3), new(2, 1.23456789, 0.5), new(3, 1 / 3.0, 0.75, 0.9, 0.7)], "Training on built-in faces") },
        { "training-curves-without-validation", TrainingCurves.Create([new(1, 2, 0.1)], "One epoch") },
        { "confusion", ConfusionFigure.Create(Names, new long[,] { { 8, 2, 0 }, { 0, 10, 0 }, { 0, 0, 0 } }, "Confusion") },
        { "probabilities", ProbabilityFigure.Create(Names, [new("face 1", [0.1f, 0.7f, 0.2f]), new("face 2", [1, 0, 0])], "Two faces") },
        { "class-counts", ClassCounts.Create(Names, [("train", [10, 20, 30]), ("test", [1, 2, 3])], "Faces per class") },
    };

    [Theory]
    [MemberData(nameof(Figures), DisableDiscoveryEnumeration = true)]
    public void ToJson_EveryFigure_IsItsSnapshot(string name, PlotlyFigure figure)
    {
        string expected = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", "figures", $"{name}.json"));
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(figure.ToJson())!.ToJsonString());
        Assert.Equal(figure.ToJson(), figure.ToJson());
    }

    [Fact]
    public void Add_Trace_LeavesTheFigureAsItWas()
    {
        var empty = new PlotlyFigure("t");
        string before = empty.ToJson();
        PlotlyFigure full = empty.Add(PlotlyTrace.Line("a", [1], [2])).WithHeight(500);
        Assert.Equal(before, empty.ToJson());
        Assert.Equal((360, 500, "t"), (empty.Height, full.Height, full.Title));
    }

    [Fact]
    public void ToJson_NumbersThatAreNone_AreGaps()
    {
        JsonNode json = JsonNode.Parse(new PlotlyFigure("t").Add(PlotlyTrace.Line("a", [1, 2, 3, 4], [double.NaN, double.PositiveInfinity, 0.1 + 0.2, 123456789])).ToJson())!;
        Assert.Equal("[null,null,0.3,123457000]", json["data"]![0]!["y"]!.ToJsonString());
    }

    [Fact]
    public void Html_TitleWithMarkup_CannotCloseTheScript()
    {
        string html = PlotlyHtml.Of(new PlotlyFigure("</script><b>"));
        Assert.Equal(html.IndexOf("</script>", StringComparison.Ordinal), html.Length - "</script>".Length);
        Assert.Contains("\\u003c/script>\\u003cb>", html);
        Assert.DoesNotContain("http", html);
    }

    [Fact]
    public void Create_ListsThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => PlotlyTrace.Line("a", [1], [1, 2]));
        Assert.Throws<ArgumentException>(() => PlotlyTrace.Bars("a", ["x"], []));
        Assert.Throws<ArgumentException>(() => PlotlyTrace.HeatMap(["x"], ["y"], [[1, 2]]));
        Assert.Throws<ArgumentException>(() => TrainingCurves.Create([], "none"));
        Assert.Throws<ArgumentException>(() => ConfusionFigure.Create(Names, new long[2, 2], "t"));
        Assert.Throws<ArgumentException>(() => ConfusionFigure.Create(["a"], new long[,] { { -1 } }, "t"));
        Assert.Throws<ArgumentException>(() => ProbabilityFigure.Create(Names, [], "t"));
        Assert.Throws<ArgumentException>(() => ProbabilityFigure.Create(Names, [new("x", [1])], "t"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlotlyFigure("t").WithHeight(0));
    }

    [Fact]
    public void Loader_Folder_GetsPlotlyOnce()
    {
        using var folder = new TemporaryFolder();
        string html = PlotlyHtml.Loader(folder.Path).Html;
        var copy = new FileInfo(Path.Combine(folder.Path, "plotly.min.js"));
        Assert.Equal(new FileInfo(PlotlyHtml.ScriptPath).Length, copy.Length);
        DateTime written = copy.LastWriteTimeUtc;
        Assert.Equal(html, PlotlyHtml.Loader(folder.Path).Html);
        Assert.Equal(written, new FileInfo(copy.FullName).LastWriteTimeUtc);
    }
}
