using FerKit.Faces;
using FerKit.Figures;
using FerKit.Imaging;

namespace FerKit.Tests.Figures;

public class DetectionOverlayTests
{
    private static readonly FaceBox Face = new(20, 30, 50, 40, 1);

    [Fact]
    public void Draw_OfABoxAndPoints_ColoursThemAndNothingElse()
    {
        var image = new RgbImage(100, 100);
        RgbImage drawn = DetectionOverlay.Draw(image, [Face], [new(40, 50)]);
        Assert.Equal([0x00, 0x72, 0xB2], Pixel(drawn, 20, 50));
        Assert.Equal([0x00, 0x72, 0xB2], Pixel(drawn, 45, 30));
        Assert.Equal([0xE6, 0x9F, 0x00], Pixel(drawn, 40, 50));
        Assert.Equal([0, 0, 0], Pixel(drawn, 60, 60));
        Assert.Equal([0, 0, 0], Pixel(drawn, 10, 10));
        Assert.All(image.Pixels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Draw_OfATurnedSquare_PutsItsCornersWhereCutTakesThem()
    {
        var square = new RotatedSquare(50, 50, 40, MathF.PI / 4);
        RgbImage drawn = DetectionOverlay.Draw(new RgbImage(100, 100), [], crops: [square]);
        Assert.Equal([0x00, 0x9E, 0x73], Pixel(drawn, 50, (int)(50 - 20 * MathF.Sqrt(2))));
        Assert.Equal([0, 0, 0], Pixel(drawn, 31, 31));
    }

    [Fact]
    public void Draw_OfWhatReachesOutside_IsCutOff()
    {
        RgbImage drawn = DetectionOverlay.Draw(new RgbImage(30, 20), [new(-10, -10, 500, 500, 1)], [new(-3, 400)], [new(0, 0, 90, 0.3f)]);
        Assert.Equal((30, 20), (drawn.Width, drawn.Height));
    }

    private static byte[] Pixel(RgbImage image, int x, int y) => image.Row(y).Slice(3 * x, 3).ToArray();
}
