using FerKit.Imaging;

namespace FerKit.Tests.Imaging;

public class ImageCodecFormatTests
{
    private static readonly IImageCodec Codec = ImageCodec.Default;

    [Theory]
    [InlineData("lossless.webp", 0)]
    [InlineData("alpha.webp", 0)]
    [InlineData("plain.bmp", 0)]
    [InlineData("lossy.webp", 12)]
    [InlineData("progressive.jpg", 8)]
    [InlineData("cmyk.jpg", 12)]
    [InlineData("palette.png", 24)]
    public void Decode_KindOfFile_GivesItsColours(string file, int tolerance)
    {
        RgbImage image = Codec.Decode(PictureFiles.Fixture(file), file);
        Assert.Equal((32, 24), (image.Width, image.Height));
        for (int y = 0; y < 24; y++)
            for (int x = 0; x < 32; x++)
                AssertPixel(image, x, y, (8 * x, 10 * y, 100), tolerance);
    }

    [Fact]
    public void Decode_GreyJpeg_HasEqualChannels()
    {
        RgbImage image = Codec.Decode(PictureFiles.Fixture("grey.jpg"), "grey.jpg");
        for (int y = 0; y < 24; y++)
            for (int x = 0; x < 32; x++)
            {
                // ITU-R BT.601 luma, as the fixture was made.
                int luma = (int)Math.Round(0.299 * 8 * x + 0.587 * 10 * y + 0.114 * 100);
                AssertPixel(image, x, y, (luma, luma, luma), 6);
            }
    }

    [Fact]
    public void Decode_GreyPng_RepeatsTheSample() =>
        Assert.Equal([7, 7, 7, 200, 200, 200], Codec.Decode(PictureFiles.Png(2, 1, 8, 0, [7, 200]), "grey").Pixels);

    [Fact]
    public void Decode_BlackAndWhitePng_SpreadsBits() =>
        Assert.Equal([255, 255, 255, 0, 0, 0, 255, 255, 255], Codec.Decode(PictureFiles.Png(3, 1, 1, 0, [0b1010_0000]), "bits").Pixels);

    [Fact]
    public void Decode_GreyPngWithAlpha_DropsIt() =>
        Assert.Equal([7, 7, 7, 200, 200, 200], Codec.Decode(PictureFiles.Png(2, 1, 8, 4, [7, 255, 200, 128]), "grey").Pixels);

    [Fact]
    public void Decode_PngWithAlpha_DropsIt() =>
        Assert.Equal([1, 2, 3, 4, 5, 6], Codec.Decode(PictureFiles.Png(2, 1, 8, 6, [1, 2, 3, 0, 4, 5, 6, 77]), "alpha").Pixels);

    [Fact]
    public void Decode_PngOf16Bits_KeepsTheUpperEight() =>
        Assert.Equal([0x12, 0x80, 0xFF], Codec.Decode(PictureFiles.Png(1, 1, 16, 2, [0x12, 0x12, 0x80, 0x80, 0xFF, 0xFF]), "deep").Pixels);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Decode_Bmp_FindsTheFirstRow(bool fromTop)
    {
        RgbImage image = PictureFiles.Noise(7, 5, 1);
        Assert.Equal(image.Pixels, Codec.Decode(PictureFiles.Bmp(image, fromTop), "picture.bmp").Pixels);
    }

    [Fact]
    public void Decode_WrongExtension_GoesByTheContent()
    {
        RgbImage image = PictureFiles.Noise(5, 4, 2);
        Assert.Equal(image.Pixels, Codec.Decode(Codec.EncodePng(image), "picture.jpg").Pixels);
    }

    [Theory]
    [InlineData(1, "ABC/DEF")]
    [InlineData(2, "CBA/FED")]
    [InlineData(3, "FED/CBA")]
    [InlineData(4, "DEF/ABC")]
    [InlineData(5, "AD/BE/CF")]
    [InlineData(6, "DA/EB/FC")]
    [InlineData(7, "FC/EB/DA")]
    [InlineData(8, "CF/BE/AD")]
    [InlineData(9, "ABC/DEF")]
    public void Decode_ExifOrientation_TurnsThePictureUpright(int orientation, string rows)
    {
        foreach (bool bigEndian in new[] { false, true })
        {
            byte[] file = PictureFiles.Png(3, 2, 8, 0, "ABCDEF"u8, ("eXIf", PictureFiles.Exif(orientation, bigEndian)));
            RgbImage image = Codec.Decode(file, "turned");
            Assert.Equal(rows, string.Join('/', Enumerable.Range(0, image.Height).Select(y =>
                string.Concat(Enumerable.Range(0, image.Width).Select(x => (char)image.Row(y)[x * 3])))));
        }
    }

    [Fact]
    public void Decode_JpegAndWebPWithExif_AreTurnedToo()
    {
        RgbImage picture = PictureFiles.Noise(24, 16, 3);
        byte[] exif = PictureFiles.Exif(6, bigEndian: true);
        RgbImage jpeg = Codec.Decode(PictureFiles.WithJpegSegment(Codec.EncodeJpeg(picture), 0xE1, [.. "Exif\0\0"u8, .. exif]), "turned.jpg");
        Assert.Equal((16, 24), (jpeg.Width, jpeg.Height));
        byte[] lossless = PictureFiles.Fixture("lossless.webp");
        RgbImage webp = Codec.Decode(PictureFiles.ExtendedWebP(32, 24, ("VP8L", lossless[20..]), ("EXIF", exif)), "turned.webp");
        Assert.Equal((24, 32), (webp.Width, webp.Height));
        AssertPixel(webp, 23, 0, (0, 0, 100), 0);
        AssertPixel(webp, 23, 31, (248, 0, 100), 0);
    }

    [Fact]
    public void Decode_DamagedExif_LeavesThePictureAsItIs()
    {
        byte[] file = PictureFiles.Png(1, 1, 8, 0, [9], ("eXIf", [.. "MM\0*"u8, 0xFF, 0xFF, 0xFF, 0xFF]));
        Assert.Equal([9, 9, 9], Codec.Decode(file, "picture").Pixels);
    }

    private static void AssertPixel(RgbImage image, int x, int y, (int R, int G, int B) expected, int tolerance)
    {
        Span<byte> pixel = image.Row(y).Slice(x * 3, 3);
        int off = Math.Max(Math.Abs(pixel[0] - expected.R), Math.Max(Math.Abs(pixel[1] - expected.G), Math.Abs(pixel[2] - expected.B)));
        Assert.True(off <= tolerance, $"({x}, {y}) is ({pixel[0]}, {pixel[1]}, {pixel[2]}) where {expected} was expected");
    }

    [Theory]
    [InlineData(64, 64, 1)]
    [InlineData(101, 60, 1)]
    [InlineData(40, 87, 1)]
    [InlineData(9, 30, 1)]
    [InlineData(71, 40, 6)]
    [InlineData(40, 71, 3)]
    public void DecodeSquare_AnyShape_EqualsItsStepsOneByOne(int width, int height, int orientation)
    {
        byte[] file = PictureFiles.WithJpegSegment(Codec.EncodeJpeg(PictureFiles.Noise(width, height, 4)), 0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif(orientation, bigEndian: true)]);
        RgbImage whole = Codec.Decode(file, "picture");
        foreach (int size in (int[])[32, 64, 9])
        {
            byte[] expected = new byte[3 * size * size], planes = new byte[3 * size * size];
            SquarePixels.Write(whole, size, expected);
            Assert.Equal((whole.Width, whole.Height), Codec.DecodeSquare(file, "picture", size, planes));
            Assert.Equal(expected, planes);
        }
    }
}
