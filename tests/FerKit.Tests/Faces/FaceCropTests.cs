using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class FaceCropTests
{
    // Red holds the column and green the row, so that a crop tells where it came from.
    private static RgbImage Coordinates(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (int i = 0; i < width * height; i++) (image.Pixels[3 * i], image.Pixels[3 * i + 1]) = ((byte)(i % width), (byte)(i / width));
        return image;
    }

    [Theory]
    [InlineData(20, 30, 40, 40, 0.1f, 16, 26, 48)]
    [InlineData(20, 30, 20, 40, 0f, 10, 30, 40)]
    [InlineData(-10, -10, 40, 40, 0f, 0, 0, 40)]
    [InlineData(80, 60, 40, 40, 0f, 60, 40, 40)]
    [InlineData(0, 0, 300, 300, 0.5f, 20, 0, 80)]
    public void Square_OfABox_LiesAroundItAndInside(float x, float y, float width, float height, float margin, int left, int top, int side)
    {
        var face = FaceCrop.Square(Coordinates(100, 80), new FaceBox(x, y, width, height, 1), margin);
        Assert.Equal((side, side), (face.Width, face.Height));
        Assert.Equal((left, top), (face.Pixels[0], face.Pixels[1]));
    }
}
