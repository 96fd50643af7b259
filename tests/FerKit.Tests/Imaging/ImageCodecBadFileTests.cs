using FerKit.Imaging;

namespace FerKit.Tests.Imaging;

public class ImageCodecBadFileTests
{
    private static readonly IImageCodec Codec = ImageCodec.Default;

    private static byte[] File(string kind)
    {
        RgbImage image = PictureFiles.Noise(60, 44, 1);
        return kind switch
        {
            "jpeg" => Codec.EncodeJpeg(image),
            "png" => Codec.EncodePng(image),
            "bmp" => PictureFiles.Bmp(image, fromTop: false),
            _ => PictureFiles.Fixture(kind),
        };
    }

    public static TheoryData<string> Kinds => ["jpeg", "png", "bmp", "progressive.jpg", "grey.jpg", "lossy.webp", "lossless.webp", "palette.png"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_CutFile_SaysSo(string kind)
    {
        byte[] whole = File(kind);
        foreach (int percent in new[] { 10, 50, 99 })
        {
            ImageException e = Assert.Throws<ImageException>(() => Codec.Decode(whole.AsSpan(0, whole.Length * percent / 100), "a/b.jpg"));
            Assert.StartsWith("a/b.jpg: premature end of data", e.Message);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_CutAnywhere_NeverGivesAPicture(string kind)
    {
        byte[] whole = File(kind);
        for (int length = 0; length < whole.Length; length += 1 + whole.Length / 150)
            Assert.Throws<ImageException>(() => Codec.Decode(whole.AsSpan(0, length), "picture"));
        Assert.Throws<ImageException>(() => Codec.Decode(whole.AsSpan(0, whole.Length - 1), "picture"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_BytesAfterTheEnd_AreIgnored(string kind)
    {
        byte[] whole = File(kind);
        Assert.Equal(Codec.Decode(whole, "picture").Pixels, Codec.Decode([.. whole, .. "more"u8, 0, 0], "picture").Pixels);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Decode_ChangedBytes_GiveAPictureOrOneLine(string kind)
    {
        byte[] whole = File(kind);
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = [.. whole];
            for (int j = 0; j <= i % 4; j++) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                Codec.Decode(changed, "picture");
            }
            catch (ImageException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                refused++;
            }
        }
        Assert.NotEqual(0, refused);
    }

    public static TheoryData<string, byte[]> Huge => new()
    {
        { "png", PictureFiles.Png(50_000, 50_000, 8, 2, [1, 2, 3]) },
        { "jpeg", PictureFiles.WithJpegSize(Codec.EncodeJpeg(new RgbImage(8, 8)), 50_000, 50_000) },
        { "bmp", PictureFiles.BmpHeader(50_000, 50_000) },
        { "bmp from the top", PictureFiles.BmpHeader(50_000, -50_000) },
        { "webp", PictureFiles.ExtendedWebP(50_000, 50_000, ("VP8L", PictureFiles.Fixture("lossless.webp")[20..])) },
    };

    [Theory]
    [MemberData(nameof(Huge))]
    public void Decode_HugeHeader_IsRefusedBeforeAnythingIsAllocated(string name, byte[] file)
    {
        ImageLimits everything = new(int.MaxValue, long.MaxValue);
        foreach (ImageLimits? limits in new[] { null, everything })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ImageException e = Assert.Throws<ImageException>(() => Codec.Decode(file, name, limits));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
            Assert.Contains("50000 x 50000", e.Message);
        }
    }

    [Fact]
    public void Decode_OverTheLimitsGiven_NamesThem()
    {
        byte[] file = Codec.EncodePng(new RgbImage(20, 10));
        Codec.Decode(file, "picture", new ImageLimits(MaxSide: 20, MaxPixels: 200));
        Assert.Contains("19", Assert.Throws<ImageException>(() => Codec.Decode(file, "picture", new ImageLimits(MaxSide: 19))).Message);
        Assert.Contains("199", Assert.Throws<ImageException>(() => Codec.Decode(file, "picture", new ImageLimits(MaxPixels: 199))).Message);
    }

    [Theory]
    [InlineData("", "x: the file is empty")]
    [InlineData("A text, and a long one at that: what would a decoder make of it?", "x: not a JPEG, PNG, BMP or WebP picture")]
    [InlineData("BMW is a name, not the beginning of a bitmap", "x: not a JPEG, PNG, BMP or WebP picture")]
    public void Decode_NoPicture_SaysWhatIsReadable(string text, string message) =>
        Assert.Equal(message, Assert.Throws<ImageException>(() => Codec.Decode(System.Text.Encoding.ASCII.GetBytes(text), "x")).Message);

    [Fact]
    public void Decode_NothingButZeros_IsNoPicture() =>
        Assert.Throws<ImageException>(() => Codec.Decode(new byte[4096], "zeros"));

    [Fact]
    public void Decode_JpegCutAfterItsThumbnail_IsNotTakenInByTheThumbnailsEnd()
    {
        byte[] thumbnail = Codec.EncodeJpeg(new RgbImage(8, 8));
        byte[] whole = PictureFiles.WithJpegSegment(Codec.EncodeJpeg(PictureFiles.Noise(40, 40, 2)), 0xE1, [.. "Exif\0\0"u8, .. thumbnail]);
        Codec.Decode(whole, "picture");
        Assert.Contains("premature end", Assert.Throws<ImageException>(() => Codec.Decode(whole.AsSpan(0, whole.Length / 2), "picture")).Message);
    }

    [Fact]
    public void Decode_JpegOfTablesOnly_HasNoPicture() =>
        Assert.Contains("without a picture", Assert.Throws<ImageException>(() => Codec.Decode([0xFF, 0xD8, 0xFF, 0xFE, 0, 3, 1, 0xFF, 0xD9], "x")).Message);

    [Fact]
    public void Decode_AnimatedWebP_SaysWhatToDo() =>
        Assert.Contains("animated", Assert.Throws<ImageException>(() => Codec.Decode(PictureFiles.Fixture("animated.webp"), "x")).Message);

    [Fact]
    public void Read_APipe_IsNotOpened()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        Shell("mkfifo a.jpg", folder);
        Assert.Contains("no ordinary file", Assert.Throws<ImageException>(() => ImageCodec.Read(folder.File("a.jpg"))).Reason);
    }

    [Fact]
    public void Read_ANameThatIsNoUtf8_SaysSo()
    {
        if (!OperatingSystem.IsLinux()) return;
        using var folder = new TemporaryFolder();
        Shell("printf x > \"$(printf 'b\\377.jpg')\"", folder);
        string listed = Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Contains("is no UTF-8 text; rename it", Assert.Throws<ImageException>(() => ImageCodec.Read(listed)).Reason);
        Shell("rm b*", folder);
    }

    private static void Shell(string command, TemporaryFolder folder)
    {
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = folder.Path })!;
        shell.WaitForExit();
    }

    [Fact]
    public void Read_MissingFile_NamesIt() =>
        Assert.Equal("/no/such/picture.png: no such file", Assert.Throws<ImageException>(() => ImageCodec.Read("/no/such/picture.png")).Message);
}
