using FerKit.Imaging;

namespace FerKit.Tests.Imaging;

public class ImageCodecRoundTripTests
{
    private static readonly IImageCodec Codec = ImageCodec.Default;

    [Fact]
    public void Description_OfTheCodec_NamesALibraryAndAVersion() => Assert.Matches(@"^\w+ \d+\.\d+", Codec.Description);

    [Fact]
    public void EncodePng_ThenDecode_GivesTheSamePixels()
    {
        Random sizes = new(7);
        for (int i = 0; i < 60; i++)
        {
            RgbImage image = PictureFiles.Noise(sizes.Next(1, 70), sizes.Next(1, 70), seed: i);
            RgbImage decoded = Codec.Decode(Codec.EncodePng(image), "picture");
            Assert.Equal((image.Width, image.Height), (decoded.Width, decoded.Height));
            Assert.Equal(image.Pixels, decoded.Pixels);
        }
    }

    [Fact]
    public void EncodeJpeg_ThenDecode_StaysNear()
    {
        RgbImage image = new(40, 30);
        for (int y = 0; y < 30; y++)
            for (int x = 0; x < 40; x++)
                (image.Row(y)[x * 3], image.Row(y)[x * 3 + 1], image.Row(y)[x * 3 + 2]) = ((byte)(x * 6), (byte)(y * 8), 60);
        RgbImage decoded = Codec.Decode(Codec.EncodeJpeg(image, 95), "picture");
        Assert.True(image.Pixels.Zip(decoded.Pixels, (a, b) => Math.Abs(a - b)).Average() < 4);
    }

    [Fact]
    public void Encode_EqualPictures_GivesEqualBytes()
    {
        Assert.Equal(Codec.EncodePng(PictureFiles.Noise(50, 40, 3)), Codec.EncodePng(PictureFiles.Noise(50, 40, 3)));
        Assert.Equal(Codec.EncodeJpeg(PictureFiles.Noise(50, 40, 3)), Codec.EncodeJpeg(PictureFiles.Noise(50, 40, 3)));
    }

    [Fact]
    public void EncodeJpeg_LowerQuality_IsSmaller()
    {
        RgbImage image = PictureFiles.Noise(64, 64, 4);
        Assert.True(Codec.EncodeJpeg(image, 30).Length < Codec.EncodeJpeg(image, 90).Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void EncodeJpeg_QualityOutOfRange_Throws(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Codec.EncodeJpeg(new RgbImage(1, 1), quality));

    [Theory]
    [InlineData(20, 10)]
    [InlineData(7, 5)]
    [InlineData(80, 60)]
    [InlineData(20, 60)]
    [InlineData(1, 1)]
    public void Resize_ToAnySize_HasThatSizeAndKeepsAFlatColour(int width, int height)
    {
        RgbImage flat = new(40, 30);
        for (int i = 0; i < flat.Pixels.Length; i++) flat.Pixels[i] = (byte)(50 + i % 3 * 60);
        RgbImage resized = Codec.Resize(flat, width, height);
        Assert.Equal((width, height), (resized.Width, resized.Height));
        for (int i = 0; i < resized.Pixels.Length; i++) Assert.Equal(50 + i % 3 * 60, resized.Pixels[i]);
    }

    [Fact]
    public void Resize_ToAHalf_AveragesFourPixels()
    {
        RgbImage image = PictureFiles.Noise(8, 6, 5);
        RgbImage half = Codec.Resize(image, 4, 3);
        for (int y = 0; y < 3; y++)
            for (int i = 0; i < 12; i++)
            {
                int left = i / 3 * 6 + i % 3;
                double mean = (image.Row(2 * y)[left] + image.Row(2 * y)[left + 3] + image.Row(2 * y + 1)[left] + image.Row(2 * y + 1)[left + 3]) / 4.0;
                Assert.InRange(half.Row(y)[i], mean - 1, mean + 1);
            }
    }

    [Theory]
    [InlineData(10, 7, 4, 3)]
    [InlineData(33, 20, 10, 19)]
    public void Resize_ToLess_AveragesWhatEachPixelCovers(int width, int height, int newWidth, int newHeight)
    {
        RgbImage image = PictureFiles.Noise(width, height, 3), resized = Codec.Resize(image, newWidth, newHeight);
        double[] across = Shares(width, newWidth), down = Shares(height, newHeight);
        for (int y = 0; y < newHeight; y++)
            for (int x = 0; x < newWidth; x++)
            {
                double mean = 0;
                for (int row = 0; row < height; row++)
                    for (int column = 0; column < width; column++)
                        mean += down[y * height + row] * across[x * width + column] * image.Row(row)[3 * column];
                Assert.Equal(mean, resized.Row(y)[3 * x], 1.6);    // rounded once or twice
            }

        // The part of each new pixel that an old one fills.
        static double[] Shares(int old, int less)
        {
            double scale = (double)old / less;
            return [.. Enumerable.Range(0, less).SelectMany(i => Enumerable.Range(0, old).Select(j => Math.Max(0, Math.Min(j + 1, (i + 1) * scale) - Math.Max(j, i * scale)) / scale))];
        }
    }

    [Fact]
    public void Resize_ToTheSameSize_ChangesNothing()
    {
        RgbImage image = PictureFiles.Noise(9, 7, 6);
        Assert.Equal(image.Pixels, Codec.Resize(image, 9, 7).Pixels);
    }

    [Fact]
    public void Resize_ToNothing_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Codec.Resize(new RgbImage(2, 2), 0, 2));

    [Fact]
    public void Decode_FromManyThreads_AgreesWithOne()
    {
        byte[][] files = [.. Enumerable.Range(0, 8).Select(i => Codec.EncodeJpeg(PictureFiles.Noise(60 + i, 50, i)))];
        byte[][] expected = [.. files.Select(file => Codec.Decode(file, "picture").Pixels)];
        Parallel.For(0, 200, i =>
        {
            Assert.Equal(expected[i % 8], Codec.Decode(files[i % 8], "picture").Pixels);
            if (i % 5 == 0) Assert.Throws<ImageException>(() => Codec.Decode(files[i % 8].AsSpan(0, 300), "picture"));
        });
    }
}
