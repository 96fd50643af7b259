using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public class PaperDiagramsTests
{
    public static TheoryData<PlotlyFigure> All =>
    [
        NetworkDiagram.Figure2(), LocalFeatureDiagram.Figure3A(), LocalFeatureDiagram.Figure3B(), MultiScaleDiagram.Figure4(), AttentionDiagram.Figure5(),
        NetworkDiagram.Figure2(64, 16, 8), MultiScaleDiagram.Figure4(16, 12, 6), AttentionDiagram.Figure5(16, 16, 1, 3),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Diagram_OfAnySize_KeepsItsBoxesInsideAndApart(PlotlyFigure diagram)
    {
        JsonNode layout = Spec.Of(diagram)["layout"]!;
        double[] across = layout["xaxis"]!["range"].Numbers(), down = layout["yaxis"]!["range"].Numbers();
        double[][] boxes = [.. layout["shapes"]!.AsArray().Where(shape => (string?)shape!["type"] == "rect")
            .Select(shape => new[] { "x0", "x1", "y0", "y1" }.Select(edge => (double)shape![edge]!).ToArray())];
        Assert.True(boxes.Length > 8);
        foreach (double[] box in boxes)
        {
            Assert.InRange(box[0], across[0], across[1]);
            Assert.InRange(box[1], across[0], across[1]);
            Assert.InRange(box[2], down[1], down[0]);
            Assert.InRange(box[3], down[1], down[0]);
            Assert.DoesNotContain(boxes, other => other != box && other[0] < box[1] && box[0] < other[1] && other[2] < box[3] && box[2] < other[3]);
        }
    }

    [Fact]
    public void Figure2_Sizes_AreThoseOfTheInput()
    {
        string[] texts = Texts(NetworkDiagram.Figure2(64, 16, 8));
        Assert.Contains("layer1<br>3 blocks<br>16 x<br>16 x 16", texts);
        Assert.Contains("layer4<br>3 blocks<br>128 x<br>2 x 2", texts);
        Assert.Contains("linear<br>8<br>logits", texts);
    }

    [Fact]
    public void Figure3_InUse_HasOneKernelForThree()
    {
        Assert.Equal((8, 8, 8), (Texts(LocalFeatureDiagram.Figure3A()).Count(text => text == "1x3"), Texts(LocalFeatureDiagram.Figure3A()).Count(text => text == "3x1"), Texts(LocalFeatureDiagram.Figure3A()).Count(text => text == "3x3")));
        Assert.Equal((0, 8), (Texts(LocalFeatureDiagram.Figure3B()).Count(text => text == "1x3"), Texts(LocalFeatureDiagram.Figure3B()).Count(text => text == "3x3")));
    }

    [Fact]
    public void Figure4_Groups_HaveOneConvolutionMoreEachAndGrowingFields()
    {
        string[] texts = Texts(MultiScaleDiagram.Figure4());
        Assert.Equal((1, 6), (texts.Count(text => text == "1x1"), texts.Count(text => text == "3x3")));
        Assert.Equal(["<b>1 x 1</b>", "<b>3 x 3</b>", "<b>5 x 5</b>", "<b>7 x 7</b>"], texts.Where(text => text.StartsWith("<b>", StringComparison.Ordinal) && text.Contains(" x ", StringComparison.Ordinal) && text.EndsWith("</b>", StringComparison.Ordinal)));
    }

    [Fact]
    public void Diagrams_OfWhatCannotBe_SayWhy()
    {
        Assert.Contains("multiple of 8", Assert.Throws<ArgumentException>(() => NetworkDiagram.Figure2(100)).Message, StringComparison.Ordinal);
        Assert.Contains("even", Assert.Throws<ArgumentException>(() => LocalFeatureDiagram.Figure3A(57)).Message, StringComparison.Ordinal);
        Assert.Contains("divide", Assert.Throws<ArgumentException>(() => MultiScaleDiagram.Figure4(scales: 5)).Message, StringComparison.Ordinal);
        Assert.Contains("do not divide", Assert.Throws<ArgumentException>(() => AttentionDiagram.Figure5(heads: 5)).Message, StringComparison.Ordinal);
        Assert.Contains("odd", Assert.Throws<ArgumentException>(() => AttentionDiagram.Figure5(window: 4)).Message, StringComparison.Ordinal);
    }

    private static string[] Texts(PlotlyFigure figure) => [.. Spec.Of(figure)["layout"]!["annotations"]!.AsArray().Select(one => (string)one!["text"]!)];
}
