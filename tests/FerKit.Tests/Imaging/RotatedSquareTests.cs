using FerKit.Imaging;

namespace FerKit.Tests.Imaging;

public sealed class RotatedSquareTests
{
    // Red holds the column, green the row, blue their sum: linear, so that any bilinear sample is known.
    private static RgbImage Coordinates(int width, int height)
    {
        var image = new RgbImage(width, height);
        for (int i = 0; i < width * height; i++)
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = ((byte)(i % width), (byte)(i / width), (byte)(i % width + i / width));
        return image;
    }

    [Fact]
    public void Cut_OfWholePixels_CopiesThem()
    {
        var image = Coordinates(50, 40);
        var cut = new RotatedSquare(20, 15, 10).Cut(image, 10);
        for (int y = 0; y < 10; y++)
            Assert.Equal(image.Row(10 + y).Slice(3 * 15, 30), cut.Row(y));
    }

    [Fact]
    public void Cut_ToAThird_IsTheMeanOfEachBlock()
    {
        var random = new Random(1);
        var image = new RgbImage(12, 12);
        random.NextBytes(image.Pixels);
        var cut = new RotatedSquare(6, 6, 12).Cut(image, 4);
        for (int i = 0; i < cut.Pixels.Length; i++)
        {
            int c = i % 3, x = i / 3 % 4, y = i / 12, sum = 0;
            for (int v = 0; v < 3; v++)
                for (int u = 0; u < 3; u++) sum += image.Pixels[((3 * y + v) * 12 + 3 * x + u) * 3 + c];
            Assert.Equal(sum / 9.0, cut.Pixels[i], 0.51);
        }
    }

    [Theory]
    [InlineData(0.3f, 16, 16)]
    [InlineData(-0.8f, 30, 20)]
    [InlineData(1.2f, 18, 7)]
    public void Cut_OfATurnedSquare_SamplesWhereItLies(float angle, float side, int size)
    {
        var cut = new RotatedSquare(60, 50, side, angle).Cut(Coordinates(120, 100), size);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
            {
                double u = ((x + 0.5) / size - 0.5) * side, v = ((y + 0.5) / size - 0.5) * side;
                Assert.Equal(60 + u * Math.Cos(angle) - v * Math.Sin(angle) - 0.5, cut.Row(y)[3 * x], 0.52);
                Assert.Equal(50 + u * Math.Sin(angle) + v * Math.Cos(angle) - 0.5, cut.Row(y)[3 * x + 1], 0.52);
            }
    }

    [Fact]
    public void Cut_OutsideThePicture_RepeatsItsEdge()
    {
        var cut = new RotatedSquare(0, 20, 20).Cut(Coordinates(50, 40), 20);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Enumerable.Range(0, 20).Select(x => (int)cut.Row(4)[3 * x]));
        Assert.Equal(14, cut.Row(4)[1]);
    }

    [Fact]
    public void Cut_OfOnePixel_FillsTheCrop() => Assert.All(new RotatedSquare(0.5f, 0.5f, 1, 1).Cut(new RgbImage(1, 1, [7, 7, 7]), 9).Pixels, level => Assert.Equal(7, level));

    [Theory]
    [InlineData(0, 0, 5)]
    [InlineData(-1, 0, 5)]
    [InlineData(float.NaN, 0, 5)]
    [InlineData(5, float.PositiveInfinity, 5)]
    [InlineData(5, 0, 0)]
    public void Cut_OfNoSquare_Throws(float side, float angle, int size) =>
        Assert.ThrowsAny<ArgumentException>(() => new RotatedSquare(1, 1, side, angle).Cut(new RgbImage(3, 3), size));
}
