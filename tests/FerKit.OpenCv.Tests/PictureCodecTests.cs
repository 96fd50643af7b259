namespace FerKit.OpenCv.Tests;

public class PictureCodecTests
{
    /// <summary>Noise over a gradient: neither flat nor compressible to nothing.</summary>
    private static byte[] Picture(int width, int height, int seed = 1)
    {
        Random random = new(seed);
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.Length; i++) rgb[i] = (byte)(i / 3 % width * 200 / width + random.Next(20) + i % 3 * 10);
        return rgb;
    }

    [Fact]
    public void Version_OfTheLoadedLibrary_HasThreeNumbers() =>
        Assert.Matches(@"^\d+\.\d+\.\d+", OpenCvLibrary.Version);

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(9)]
    public void EncodePng_AnyCompression_DecodesToTheSameSamples(int compression)
    {
        byte[] rgb = Picture(37, 23);
        Assert.Equal(rgb, PictureCodec.Decode(PictureCodec.EncodePng(rgb, 37, 23, compression), 37, 23));
    }

    [Fact]
    public void Decode_AnotherSizeThanTheFileHas_NamesBoth()
    {
        byte[] file = PictureCodec.EncodePng(Picture(8, 4), 8, 4);
        foreach (var decode in (Action[])[() => PictureCodec.Decode(file, 4, 8), () => PictureCodec.DecodeSquare(file, 4, 8, 2, new byte[12])])
        {
            OpenCvException e = Assert.Throws<OpenCvException>(decode);
            Assert.Contains("8 x 4", e.Message);
            Assert.Contains("4 x 8", e.Message);
        }
    }

    [Fact]
    public void DecodeSquare_PlanesOfAnotherLength_IsRefused()
    {
        byte[] file = PictureCodec.EncodePng(Picture(8, 4), 8, 4);
        Assert.Throws<ArgumentException>(() => PictureCodec.DecodeSquare(file, 8, 4, 4, new byte[47]));
    }

    [Fact]
    public void Decode_JpegCutAndClosedWithAnEndMarker_ReportsWhatLibjpegOnlyWarnsOf()
    {
        byte[] whole = PictureCodec.EncodeJpeg(Picture(64, 64), 64, 64, 90);
        byte[] cut = [.. whole[..(whole.Length / 2)], 0xFF, 0xD9];
        OpenCvException e = Assert.Throws<OpenCvException>(() => PictureCodec.Decode(cut, 64, 64));
        Assert.Contains("premature end", e.Message);
    }

    [Fact]
    public void Decode_PngWithAWrongChecksum_ReportsIt()
    {
        byte[] file = PictureCodec.EncodePng(Picture(64, 64), 64, 64);
        file[file.Length / 2] ^= 0x55;
        Assert.NotEmpty(Assert.Throws<OpenCvException>(() => PictureCodec.Decode(file, 64, 64)).Message);
    }

    [Fact]
    public void Decode_Errors_AreOneLine()
    {
        OpenCvException e = Assert.Throws<OpenCvException>(() => PictureCodec.Decode("no picture at all"u8, 3, 3));
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Resize_ByArea_Averages()
    {
        byte[] rgb = [0, 10, 20, 100, 110, 120, 50, 60, 70, 50, 60, 70];
        Assert.Equal([50, 60, 70], PictureCodec.Resize(rgb, 2, 2, 1, 1, byArea: true));
    }

    [Fact]
    public void Resize_WithTooFewSamples_NamesTheShape()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => PictureCodec.Resize(new byte[5], 2, 1, 1, 1, byArea: true));
        Assert.Contains("2 x 1 x 3", e.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void EncodeJpeg_QualityOutOfRange_Throws(int quality) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PictureCodec.EncodeJpeg(new byte[3], 1, 1, quality));

    [Fact]
    public void Calls_FromManyThreads_AgreeWithOne()
    {
        byte[] rgb = Picture(96, 80);
        byte[] jpeg = PictureCodec.EncodeJpeg(rgb, 96, 80, 85);
        byte[] expected = PictureCodec.Decode(jpeg, 96, 80);
        Parallel.For(0, 64, i =>
        {
            if (i % 3 == 0) Assert.Throws<OpenCvException>(() => PictureCodec.Decode(jpeg.AsSpan(0, 40), 96, 80));
            Assert.Equal(jpeg, PictureCodec.EncodeJpeg(rgb, 96, 80, 85));
            Assert.Equal(expected, PictureCodec.Decode(jpeg, 96, 80));
        });
    }
}
