using System.Text.Json.Nodes;
using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

public class MatrixFigureTests
{
    [Fact]
    public void Matrices_OfDifferentHeights_StandCentredWithTheirNumbers()
    {
        JsonNode figure = Spec.Of(MatrixFigure.Create([new("row", new double[,] { { 1, -2.5, 3 } }), new("square", new double[3, 2], "+")], "t"));
        JsonNode field = figure["data"]![0]!;
        Assert.Equal(["", "", "", "", "0", "0"], field["text"]![1].Texts());
        Assert.Equal(["1", "-2.5", "3", "", "0", "0"], field["text"]![2].Texts());
        Assert.Equal((-3, 3), ((double)field["zmin"]!, (double)field["zmax"]!));
        Assert.Equal(["row", "square", "<b>+</b>"], figure["layout"]!["annotations"]!.AsArray().Select(one => (string)one!["text"]!).Order(StringComparer.Ordinal).OrderBy(text => text.Length));
    }

    [Fact]
    public void Matrices_RoundedToZero_HaveNoSign() =>
        Assert.Equal(["0.0", "-0.1"], Spec.Of(MatrixFigure.Create([new("m", new double[,] { { -0.01, -0.11 } })], "t", format: "0.0"))["data"]![0]!["text"]![1].Texts());

    [Fact]
    public void Matrices_WithoutFormat_HaveNoNumbersAndBreakIntoRows()
    {
        NamedMatrix one = new("m", new double[2, 2]);
        JsonNode single = Spec.Of(MatrixFigure.Create([one, one, one], "t", format: null)), broken = Spec.Of(MatrixFigure.Create([one, one, one], "t", format: null, columns: 2));
        Assert.Null(single["data"]![0]!["text"]);
        Assert.True(broken["data"]![0]!["z"]!.AsArray().Count > single["data"]![0]!["z"]!.AsArray().Count);
    }

    [Fact]
    public void Matrices_NoneOrTooMany_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => MatrixFigure.Create([], "t"));
        Assert.Contains("4,096", Assert.Throws<ArgumentException>(() => MatrixFigure.Create([new("m", new double[65, 64])], "t")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SignedMap_Values_AreSquaresOfTheirColour()
    {
        RgbImage image = SignedMap.Draw(1, 3, [-2, 0, 1], scale: 2);
        Assert.Equal((6, 2), (image.Width, image.Height));
        Assert.Equal([0x00, 0x72, 0xB2, 0x00, 0x72, 0xB2, 255, 255, 255], image.Row(1)[..9].ToArray());
        Assert.Equal([0xD5, 0x5E, 0x00], SignedMap.Draw(1, 3, [-2, 0, 1], largest: 1).Row(0)[6..].ToArray());
        Assert.All(SignedMap.Draw(1, 1, [0]).Pixels, sample => Assert.Equal(255, sample));
        Assert.Throws<ArgumentException>(() => SignedMap.Draw(2, 2, [1, 2, 3]));
    }
}
