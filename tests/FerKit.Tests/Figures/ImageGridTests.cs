using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

public class ImageGridTests
{
    private static RgbImage Filled(int width, int height, byte value)
    {
        var image = new RgbImage(width, height);
        Array.Fill(image.Pixels, value);
        return image;
    }

    private static int Pixel(RgbImage image, int x, int y) => (image.Row(y)[x * 3] << 16) | (image.Row(y)[x * 3 + 1] << 8) | image.Row(y)[x * 3 + 2];

    [Fact]
    public void Draw_PicturesOnly_StandInRowsOnWhite()
    {
        RgbImage grid = ImageGrid.Draw([Filled(8, 8, 10), Filled(8, 8, 20), Filled(4, 8, 30)], null, 2);
        Assert.Equal((2 * 12 + 2 * 8 + 10, 2 * 12 + 2 * 8 + 10), (grid.Width, grid.Height));
        Assert.Equal(0xFFFFFF, Pixel(grid, 0, 0));
        Assert.Equal(0x0A0A0A, Pixel(grid, 12, 12));
        Assert.Equal(0x141414, Pixel(grid, 12 + 8 + 10, 12));
        Assert.Equal(0xFFFFFF, Pixel(grid, 12, 12 + 18));
        Assert.Equal(0x1E1E1E, Pixel(grid, 12 + 2, 12 + 18));
        Assert.Equal(0xFFFFFF, Pixel(grid, 12 + 18, 12 + 18));
    }

    [Fact]
    public void Draw_FewerPicturesThanColumns_IsAsWideAsThePictures() =>
        Assert.Equal(24 + 8, ImageGrid.Draw([Filled(8, 8, 0)], null, 5).Width);

    [Fact]
    public void Draw_Captions_TakeTheTallestOnesLines()
    {
        RgbImage without = ImageGrid.Draw([Filled(64, 64, 9), Filled(64, 64, 9)], null, 2);
        RgbImage one = ImageGrid.Draw([Filled(64, 64, 9), Filled(64, 64, 9)], ["joy", "fear"], 2);
        RgbImage two = ImageGrid.Draw([Filled(64, 64, 9), Filled(64, 64, 9)], ["joy", "fear\n90 %"], 2);
        Assert.Equal(two.Height - one.Height, one.Height - without.Height - 4);
        Assert.Contains(Enumerable.Range(12, 64), x => Enumerable.Range(77, 15).Any(y => Pixel(one, x, y) < 0x606060));
    }

    [Fact]
    public void Draw_LongCaptionAndTitle_AreCutToTheirRoom()
    {
        string endless = new('W', 500);
        RgbImage plain = ImageGrid.Draw([Filled(40, 40, 0)], ["a"], 1, new GridStyle("t"));
        RgbImage cut = ImageGrid.Draw([Filled(40, 40, 0)], [endless], 1, new GridStyle(endless));
        Assert.Equal((700 + 2 * 12, plain.Height), (cut.Width, cut.Height));
        string title = "as wide as this title";
        Assert.Equal(CaptionFont.Title.Measure(title) + 2 * 12, ImageGrid.Draw([Filled(40, 40, 0)], ["a"], 1, new GridStyle(title)).Width);
        Assert.Equal("WWW…", CaptionFont.Caption.Fit(endless, CaptionFont.Caption.Measure("WWW…")));
    }

    [Fact]
    public void Draw_Frames_TakeTheColoursOfRightAndWrong()
    {
        RgbImage grid = ImageGrid.Draw([Filled(32, 32, 0), Filled(32, 32, 0), Filled(32, 32, 0)], null, 3,
            new GridStyle(Frames: [GridFrame.Right, GridFrame.Wrong, GridFrame.None]));
        Assert.Equal([0x0072B2, 0xD55E00, 0], Enumerable.Range(0, 3).Select(i => Pixel(grid, 12 + i * 42, 12)));
        Assert.Equal(0, Pixel(grid, 12 + 4, 12 + 4));
    }

    [Fact]
    public void Draw_Side_ScalesEachPictureToIt()
    {
        RgbImage grid = ImageGrid.Draw([Filled(16, 8, 50)], null, 1, new GridStyle(Side: 64));
        Assert.Equal((24 + 64, 24 + 32), (grid.Width, grid.Height));
        Assert.Equal(0x323232, Pixel(grid, 12 + 63, 12 + 31));
    }

    [Fact]
    public void Draw_ListsThatDoNotFit_AreRefused()
    {
        RgbImage[] one = [Filled(4, 4, 0)];
        Assert.Throws<ArgumentException>(() => ImageGrid.Draw([], null, 1));
        Assert.Throws<ArgumentException>(() => ImageGrid.Draw(one, ["a", "b"], 1));
        Assert.Throws<ArgumentException>(() => ImageGrid.Draw(one, null, 1, new GridStyle(Frames: [])));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageGrid.Draw(one, null, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageGrid.Draw(one, null, 1, new GridStyle(Side: -1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageGrid.Draw(one, null, 1, new GridStyle(Side: 100_000)));
    }
}
