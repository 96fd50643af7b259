using System.Text.Json.Nodes;
using FerKit.Figures;

namespace FerKit.Tests.Figures;

public class PaperBarsTests
{
    private const string Data = "built-in wild faces";

    [Fact]
    public void Figure9_Measured_StandInColourWithIntervalsOverGreyQuotedOnes()
    {
        JsonNode figure = Spec.Of(AccuracyBars.Figure9([new("GCLNet", 0.76, 0.74, 0.79), new("ResNet-34", 0.7)], Data));
        JsonNode measured = figure.Trace("measured"), quoted = figure.Trace("quoted from the paper");
        Assert.Equal([0.76, 0.7], measured["x"].Numbers());
        Assert.Equal([0.03, double.NaN], measured["error_x"]!["array"].Numbers());
        Assert.Equal([0.02, double.NaN], measured["error_x"]!["arrayminus"].Numbers());
        Assert.Equal([0.8507, 0.8413, 0.8354, 0.8338, 0.8327], quoted["x"].Numbers());
        Assert.Equal((Palette.Sky, Palette.Grey), ((string)measured["marker"]!["color"]!, (string)quoted["marker"]!["color"]!));
        Assert.Null(quoted["error_x"]);
        Assert.Contains(Data, figure.Title(), StringComparison.Ordinal);
        Assert.Contains("quoted from the paper, on RAF-DB. Numbers of different data do not compare", figure.Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure9_QuotedBars_SaySoAndWhichAreDerived()
    {
        JsonNode figure = Spec.Of(AccuracyBars.Figure9([], Data));
        JsonNode quoted = Assert.Single(figure["data"]!.AsArray())!;
        Assert.All(quoted["y"].Texts(), label => Assert.EndsWith("(quoted)", label, StringComparison.Ordinal));
        Assert.All(quoted["text"].Texts(), text => Assert.Contains("quoted", text, StringComparison.Ordinal));
        Assert.Equal([false, true, true, false, true], quoted["text"].Texts().Select(text => text.Contains("printed distance", StringComparison.Ordinal)));
        Assert.DoesNotContain(Data, figure.Title(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure10_MeasuredOnTheSameData_DoesNotWarn()
    {
        JsonNode figure = Spec.Of(AccuracyBars.Figure10([new("GCLNet", 0.9)], "CK+"));
        Assert.Equal([0.9935, 0.9692], figure.Trace("quoted from the paper")["x"].Numbers());
        Assert.DoesNotContain("do not compare", figure.Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure9_PercentOrOneNameTwice_IsRefused()
    {
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentException>(() => AccuracyBars.Figure9([new("a", 85.07)], Data)).Message, StringComparison.Ordinal);
        Assert.Contains("called 'a'", Assert.Throws<ArgumentException>(() => AccuracyBars.Figure9([new("a", 0.1), new("a", 0.2)], Data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Figure14_Counted_StandOverTheQuotedOneOfTheirName()
    {
        JsonNode figure = Spec.Of(ComplexityBars.Figure14([new("with LFA", 21584199), new("GCLNet", 21653445)]));
        Assert.Equal(["with LFA", "with LFA (quoted)", "GCLNet", "ResNet-34 (quoted)", "with MGC (quoted)"], figure["layout"]!["yaxis"]!["categoryarray"].Texts());
        Assert.Equal(["21.58 M", "21.65 M"], figure.Trace("counted")["text"].Texts());
        Assert.Equal(["21.58 M quoted", "21.29 M quoted", "21.36 M quoted, 21.29 M and 0.07 M"], figure.Trace("quoted from the paper")["text"].Texts());
    }

    [Fact]
    public void Figure15_AnotherInputSize_SaysThatTheQuotedOnesAreFor224()
    {
        JsonNode figure = Spec.Of(ComplexityBars.Figure15([new("ResNet-34", 3e8)], 64));
        Assert.Contains("64 x 64", figure.Title(), StringComparison.Ordinal);
        Assert.Contains("quoted from the paper, for 224 x 224 pixels", figure.Subtitle(), StringComparison.Ordinal);
        Assert.Equal([3678.23, 3911.05, 3905.07], figure.Trace("quoted from the paper")["x"].Numbers());
        Assert.DoesNotContain(", for 224", Spec.Of(ComplexityBars.Figure15([new("ResNet-34", 3678231040)])).Subtitle(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ComplexityBars.Figure15([new("none", 0)]));
    }
}
