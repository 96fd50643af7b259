using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public class EvaluationFiguresTests
{
    private static readonly string[] Names = ["neutral", "fear"];

    [Fact]
    public void Figure11_Losses_AreTimes30AndDashed()
    {
        JsonNode figure = Spec.Of(IterationFigure.Figure11([new(1, 2, 0.25, TestLoss: 1.5, TestAccuracy: 0.5), new(2, 1, 0.5, TestLoss: 1, TestAccuracy: 0.6)], "GCLNet", "built-in faces"));
        Assert.Equal([60, 30], figure.Trace("training loss")["y"].Numbers());
        Assert.Equal([45, 30], figure.Trace("test loss")["y"].Numbers());
        Assert.Equal([25, 50], figure.Trace("training accuracy")["y"].Numbers());
        Assert.Equal([50, 60], figure.Trace("test accuracy")["y"].Numbers());
        Assert.Equal("dash", (string?)figure.Trace("test loss")["line"]!["dash"]);
        Assert.Null(figure.Trace("test accuracy")["line"]!["dash"]);
        Assert.Equal("Fig. 11. GCLNet over 2 epochs on built-in faces", figure.Title());
    }

    [Fact]
    public void Figure11_TestNotMeasured_ShowsTheValidationAndCallsItSo()
    {
        JsonNode figure = Spec.Of(IterationFigure.Figure11([new(1, 2, 0.25, 1.8, 0.3)], "m", "d"));
        Assert.Equal(["training accuracy", "training loss", "validation accuracy", "validation loss"], figure["data"]!.AsArray().Select(trace => (string)trace!["name"]!));
        Assert.Equal(2, Spec.Of(IterationFigure.Figure11([new(1, 2, 0.25)], "m", "d"))["data"]!.AsArray().Count);
        Assert.Throws<ArgumentException>(() => IterationFigure.Figure11([], "m", "d"));
    }

    [Fact]
    public void Figure12_Fields_AreSharesOfTheirRowAndTheQuotedOnesAreNamed()
    {
        JsonNode figure = Spec.Of(ConfusionFigure.Figure12(Names, new long[,] { { 3, 1 }, { 0, 0 } }, "GCLNet", "built-in faces"));
        Assert.Equal(["75 %", "25 %"], figure["data"]![0]!["text"]![0].Texts());
        Assert.Equal(["", ""], figure["data"]![0]!["text"]![1].Texts());
        Assert.Contains("Quoted from the paper, GCLNet on RAF-DB: fear 64 % and disgust 54 % right", figure.Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void LearningRate_Schedule_IsStepsOnALogarithmicAxisAndHoldsItsLastRate()
    {
        JsonNode figure = Spec.Of(LearningRateFigure.Create([new("paper", [new(1, 0.05), new(2, 0.005), new(3, 0)])], "t"));
        Assert.Equal([1, 2, 3], figure["data"]![0]!["x"].Numbers());
        Assert.Equal([0.05, 0.005, 0.005], figure["data"]![0]!["y"].Numbers());
        Assert.Equal(("hv", "log"), ((string)figure["data"]![0]!["line"]!["shape"]!, (string)figure["layout"]!["yaxis"]!["type"]!));
        Assert.Contains("'idle'", Assert.Throws<ArgumentException>(() => LearningRateFigure.Create([new("idle", [new(1, 0)])], "t")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LearningRateFigure.Create([], "t"));
    }

    [Fact]
    public void Reliability_Bins_GiveTheExpectedCalibrationError()
    {
        JsonNode figure = Spec.Of(ReliabilityFigure.Create([new(0, 0.5, double.NaN, double.NaN, 0), new(0.5, 0.75, 0.7, 0.6, 10), new(0.75, 1, 0.9, 0.7, 30)], "t"));
        Assert.Contains("error 17.50 % over 40 answers", figure.Subtitle(), StringComparison.Ordinal);
        Assert.Equal([0.25, 0.625, 0.875], figure.Trace("accuracy")["x"].Numbers());
        Assert.Equal([double.NaN, 0.6, 0.7], figure.Trace("accuracy")["y"].Numbers());
        Assert.Equal([0, 10, 30], figure.Trace("answers")["y"].Numbers());
        Assert.Equal("y2", (string?)figure.Trace("answers")["yaxis"]);
        Assert.Throws<ArgumentException>(() => ReliabilityFigure.Create([new(0, 1, double.NaN, double.NaN, 0)], "t"));
        Assert.Throws<ArgumentException>(() => ReliabilityFigure.Create([new(0, 1, 0.5, double.NaN, 3)], "t"));
    }

    [Fact]
    public void Embedding_WrongPictures_AreCrossesOfTheirClassColour()
    {
        JsonNode figure = Spec.Of(EmbeddingFigure.Create([new(1, 2, 0, true), new(3, 4, 0, false), new(5, 6, 1, false)], Names, "PCA", "t"));
        JsonArray traces = figure["data"]!.AsArray();
        Assert.Equal(["circle", "x-thin", "x-thin"], traces.Select(trace => (string)trace!["marker"]!["symbol"]!));
        Assert.Equal([Palette.Blue, Palette.Blue, Palette.Vermillion], traces.Select(trace => (string)trace!["marker"]!["color"]!));
        Assert.Equal([true, false, true], traces.Select(trace => (bool)trace!["showlegend"]!));
        Assert.Contains("(2)", figure.Subtitle(), StringComparison.Ordinal);
        Assert.Contains("class 2", Assert.Throws<ArgumentException>(() => EmbeddingFigure.Create([new(0, 0, 2, true)], Names, "PCA", "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Robustness_Curves_LieInBandsOfTheirColour()
    {
        StrengthCurve one = new("GCLNet", [new(0, 0.8, 0.7, 0.85, "none"), new(1, 0.6, 0.5, 0.65, "mask")]), two = new("ResNet-34", [new(0, 0.79, 0.7, 0.8), new(1, 0.5, 0.4, 0.6)]);
        JsonNode figure = Spec.Of(RobustnessFigure.Create([one, two], "occluder", "t"));
        JsonArray traces = figure["data"]!.AsArray();
        Assert.Equal([0.7, 0.5, 0.65, 0.85], traces[0]!["y"].Numbers());
        Assert.Equal([0, 1, 1, 0], traces[0]!["x"].Numbers());
        Assert.Equal((Palette.Vermillion + "33", Palette.Vermillion), ((string)traces[1]!["fillcolor"]!, (string)traces[3]!["line"]!["color"]!));
        Assert.Equal(["none", "mask"], figure["layout"]!["xaxis"]!["ticktext"].Texts());
        Assert.Null(Spec.Of(RobustnessFigure.Create([two], "yaw in degrees", "t"))["layout"]!["xaxis"]!["ticktext"]);
        Assert.Throws<ArgumentException>(() => RobustnessFigure.Create([new("none", [])], "x", "t"));
        Assert.Throws<ArgumentException>(() => RobustnessFigure.Create([new("percent", [new(0, 80, 70, 90)])], "x", "t"));
    }

    [Fact]
    public void SeedSpread_Networks_HaveADotASeedAndTheirMean()
    {
        JsonNode figure = Spec.Of(SeedSpread.Create(["seed 1", "seed 2"], [new("a", [0.5, 0.7]), new("b", [double.NaN, 0.4])], "t"));
        Assert.Equal(["mean", "seed 1", "seed 2"], figure["data"]!.AsArray().Select(trace => (string?)trace!["name"]));
        Assert.Equal([0.6, 0.4], figure["data"]![0]!["x"]!.AsArray().Select(x => Math.Round((double)x!, 9)));
        Assert.Null(figure["data"]![1]!["x"]![1]);
    }

    [Fact]
    public void SeedSpread_BadNumbers_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => SeedSpread.Create(["seed 1"], [], "t"));
        Assert.Throws<ArgumentException>(() => SeedSpread.Create([], [new("a", [])], "t"));
        Assert.Throws<ArgumentException>(() => SeedSpread.Create(["seed 1"], [new("a", [0.5, 0.6])], "t"));
        Assert.Throws<ArgumentException>(() => SeedSpread.Create(["seed 1"], [new("a", [1.5])], "t"));
        Assert.Throws<ArgumentException>(() => SeedSpread.Create(["seed 1"], [new("a", [double.NaN])], "t"));
    }

    [Fact]
    public void AblationDots_Networks_HaveIntervalsAndALineThroughTheFirst()
    {
        JsonNode figure = Spec.Of(AblationDots.Create([new("baseline", 0.7, 0.68, 0.73), new("lfa", 0.72)], "t"));
        JsonNode dots = figure.Trace("accuracy");
        Assert.Equal([0.03, double.NaN], dots["error_x"]!["array"].Numbers());
        Assert.Equal(["baseline", "lfa"], dots["y"].Texts());
        Assert.Equal(0.7, (double)figure["layout"]!["shapes"]![0]!["x0"]!);
        Assert.Equal([("baseline", "70.0 %"), ("lfa", "72.0 %")], figure["layout"]!["annotations"]!.AsArray().Select(number => ((string)number!["y"]!, (string)number["text"]!)));
        Assert.Throws<ArgumentException>(() => AblationDots.Create([], "t"));
    }

    [Fact]
    public void WithSubtitle_LongText_IsBrokenAtWordsAndGetsRoom()
    {
        string text = string.Join(' ', Enumerable.Repeat("word", 50));
        JsonNode one = Spec.Of(new PlotlyFigure("t").WithSubtitle("short")), three = Spec.Of(new PlotlyFigure("t").WithSubtitle(text));
        string[] lines = ((string)three["layout"]!["title"]!["subtitle"]!["text"]!).Split("<br>");
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 102));
        Assert.Equal(text, three.Subtitle());
        Assert.Equal(2 * 16, (int)three["layout"]!["margin"]!["t"]! - (int)one["layout"]!["margin"]!["t"]!);
    }

    [Fact]
    public void Table_RowThatDoesNotFit_IsRefused() => Assert.Throws<ArgumentException>(() => PlotlyTrace.Table(["a", "b"], [["1"]]));
}
