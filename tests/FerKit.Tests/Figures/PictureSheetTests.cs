using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

public class PictureSheetTests
{
    private static RgbImage Filled(byte value, int side)
    {
        var image = new RgbImage(side, side);
        Array.Fill(image.Pixels, value);
        return image;
    }

    [Fact]
    public void WorstMistakes_ManyMistakes_ShowsTheSurestFirst()
    {
        RgbImage sheet = WorstMistakes.Draw([new(Filled(10, 150), "fear", 0.5, "anger"), new(Filled(20, 150), "fear", 0.98, "anger"), new(Filled(30, 150), "fear", 0.7, "anger")], "t", 2);
        int top = 12 + CaptionFont.Title.Height + 10 + 75;
        Assert.Equal((20, 30), (sheet.Row(top)[3 * (12 + 75)], sheet.Row(top)[3 * (12 + 160 + 75)]));
        Assert.Equal(2 * 12 + 2 * 150 + 10, sheet.Width);
    }

    [Fact]
    public void WorstMistakes_NoneOrNoProbability_IsRefused()
    {
        Assert.Contains("no mistake", Assert.Throws<ArgumentException>(() => WorstMistakes.Draw([], "t")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => WorstMistakes.Draw([new(Filled(0, 8), "fear", 98, "anger")], "t"));
        Assert.Throws<ArgumentException>(() => WorstMistakes.Draw([new(Filled(0, 8), "fear", double.NaN, "anger")], "t"));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorstMistakes.Draw([new(Filled(0, 8), "fear", 0.9, "anger")], "t", 0));
    }

    [Fact]
    public void Figure13_Faces_StandInRowsOfFaceFirstAndSecond()
    {
        ComparedFace Face(byte shade) => new(Filled(shade, 210), "fear", Filled((byte)(shade + 1), 210), "fear 62 %", Filled((byte)(shade + 2), 210), "anger 98 %");
        RgbImage sheet = HeatMapComparison.Figure13([Face(10), Face(50)], "ResNet-34", "GCLNet", "built-in faces");
        int top = 12 + CaptionFont.Title.Height + 10, next = top + 210 + 4 + 2 * CaptionFont.Caption.Height + 10;
        Assert.Equal([10, 11, 12], Enumerable.Range(0, 3).Select(i => (int)sheet.Row(top + 5)[3 * (12 + i * 220 + 5)]));
        Assert.Equal([50, 51, 52], Enumerable.Range(0, 3).Select(i => (int)sheet.Row(next + 5)[3 * (12 + i * 220 + 5)]));
        Assert.Throws<ArgumentException>(() => HeatMapComparison.Figure13([], "a", "b", "d"));
    }
}
