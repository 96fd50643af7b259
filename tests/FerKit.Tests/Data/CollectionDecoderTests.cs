using System.Buffers.Binary;
using System.Text;
using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Tests.Data;

public sealed class CollectionDecoderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Decode_SameSizeSquares_KeepsPixelsLabelsAndOrder()
    {
        string root = Pictures.WriteTwoClasses(folder);
        using ImageSet set = CollectionDecoder.Decode(ClassFolders.Read(root, @"^(.+)_\d+$"), 20);
        Assert.Equal(6, set.Count);
        Assert.Equal(["Angry/ben_0.jpg", "Angry/ben_1.jpg", "Angry/ben_2.jpg", "happy/anna_0.png", "happy/anna_1.png", "happy/anna_2.png"], set.Names);
        Assert.Equal([1, 1, 1, 0, 0, 0], set.Labels);
        Assert.Equal(["ben", "ben", "ben", "anna", "anna", "anna"], set.Subjects);
        for (int i = 0; i < 3; i++)
            Assert.Equal(Planes(Pictures.Stripes(i)), set.Pixels(3 + i).ToArray());
        Assert.Equal(set.Pixels(4).ToArray(), set.Pixels(3, 3).Slice(set.ImageBytes, set.ImageBytes).ToArray());
        Assert.Empty(set.Excluded);
        Assert.Equal("faces", set.Source);
    }

    [Fact]
    public void Decode_NotSquare_TakesTheCentre()
    {
        RgbImage wide = Pictures.Stripes(5, 31, 20);
        folder.Write("faces/happy/a.png", ImageCodec.Default.EncodePng(wide));
        using ImageSet set = CollectionDecoder.Decode(ClassFolders.Read(folder.File("faces")), 20);
        var centre = new RgbImage(20, 20);
        for (int y = 0; y < 20; y++)
            wide.Row(y).Slice(5 * 3, 20 * 3).CopyTo(centre.Row(y));
        Assert.Equal(Planes(centre), set.Pixels(0).ToArray());
    }

    [Fact]
    public void Decode_OneOrManyThreads_GivesTheSameSet()
    {
        for (int i = 0; i < 300; i++)
            folder.Write($"faces/{(i % 2 == 0 ? "sad" : "happy")}/{i}.png", i % 11 == 0 ? [1, 2, 3] : Pictures.Png(i, 9, 9));
        ImageCollection collection = ClassFolders.Read(folder.File("faces"));
        using ImageSet one = CollectionDecoder.Decode(collection, 8, workers: 1);
        using ImageSet many = CollectionDecoder.Decode(collection, 8, workers: 8);
        Assert.Equal(one.Names, many.Names);
        Assert.Equal(one.Labels, many.Labels);
        Assert.Equal(one.Excluded, many.Excluded);
        Assert.Equal(28, one.Excluded.Count);
        Assert.Equal(one.Pixels(0, one.Count).ToArray(), many.Pixels(0, many.Count).ToArray());
    }

    public static TheoryData<string, string> BadPictures => new()
    {
        { "empty.jpg", "the file is empty" },
        { "text.jpg", "" },
        { "jpeg10.jpg", "" },
        { "jpeg50.jpg", "" },
        { "jpeg99.jpg", "" },
        { "png10.png", "" },
        { "png50.png", "" },
        { "png99.png", "" },
        { "huge.bmp", "50" },
        { "huge.png", "50" },
        { "broken-link.jpg", "cannot be read" },
        { "circle.jpg", "cannot be read" },
    };

    [Theory]
    [MemberData(nameof(BadPictures))]
    public void Decode_BadPicture_IsLeftOutAndNamed(string name, string says)
    {
        string root = Pictures.WriteTwoClasses(folder);
        if (!WriteBad(name, folder.File($"faces/happy/{name}")))
            return;
        using ImageSet set = CollectionDecoder.Decode(ClassFolders.Read(root), 20);
        ExcludedImage excluded = Assert.Single(set.Excluded);
        Assert.EndsWith(name, excluded.Path);
        Assert.Contains(says, excluded.Reason);
        Assert.NotEmpty(excluded.Reason);
        Assert.DoesNotContain('\n', excluded.Reason);
        Assert.DoesNotContain(name, excluded.Reason);
        Assert.Equal(6, set.Count);
        Assert.DoesNotContain($"happy/{name}", set.Names);
    }

    [Fact]
    public void Decode_AllBad_IsAnErrorThatNamesTheFirst()
    {
        folder.Write("faces/happy/a.jpg", []);
        folder.Write("faces/happy/b.jpg", [1]);
        string message = Assert.Throws<FerKitException>(() => CollectionDecoder.Decode(ClassFolders.Read(folder.File("faces")), 20)).Message;
        Assert.Contains("none of its 2 pictures", message);
        Assert.Contains("a.jpg", message);
    }

    [Fact]
    public void Decode_Cancelled_Stops()
    {
        string root = Pictures.WriteTwoClasses(folder);
        Assert.ThrowsAny<OperationCanceledException>(() => CollectionDecoder.Decode(ClassFolders.Read(root), 20, cancellation: new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5_000)]
    public void Decode_SizeOutOfRange_IsRefused(int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CollectionDecoder.Decode(new ImageCollection("x", ["a"], []), size));

    [Fact]
    public void Decode_MoreThanMemoryHolds_PointsToPacks()
    {
        var collection = new ImageCollection("big", ["a"], [.. Enumerable.Repeat(new Sample("", "x.jpg", 0, DataSplit.None), 200)]);
        Assert.Contains("ferkit data pack", Assert.Throws<FerKitException>(() => CollectionDecoder.Decode(collection, 4_096)).Message);
    }

    /// <summary>Makes a file of one kind of damage; false where the system has no such thing.</summary>
    private static bool WriteBad(string name, string path)
    {
        byte[] jpeg = Pictures.Jpeg(1, 64, 64), png = Pictures.Png(1, 64, 64);
        byte[]? content = name switch
        {
            "empty.jpg" => [],
            "text.jpg" => Encoding.UTF8.GetBytes("This is a text that somebody named .jpg.\n"),
            "jpeg10.jpg" => jpeg[..(jpeg.Length / 10)],
            "jpeg50.jpg" => jpeg[..(jpeg.Length / 2)],
            "jpeg99.jpg" => jpeg[..(jpeg.Length * 99 / 100)],
            "png10.png" => png[..(png.Length / 10)],
            "png50.png" => png[..(png.Length / 2)],
            "png99.png" => png[..(png.Length * 99 / 100)],
            "huge.bmp" => HugeBmp(),
            "huge.png" => HugePng(png),
            _ => null,
        };
        if (content is not null)
        {
            File.WriteAllBytes(path, content);
            return true;
        }
        if (OperatingSystem.IsWindows())
            return false;
        File.CreateSymbolicLink(path, name == "circle.jpg" ? path : path + ".absent");
        return true;
    }

    /// <summary>A header of 50,000 x 50,000 pixels of 24 bits, and nothing behind it.</summary>
    private static byte[] HugeBmp()
    {
        byte[] file = new byte[1_000];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), 1_000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 50_000);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 50_000);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        return file;
    }

    /// <summary>A PNG whose header says 50,000 x 50,000, with the checksum that belongs to it.</summary>
    private static byte[] HugePng(byte[] png)
    {
        byte[] file = (byte[])png.Clone();
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 50_000);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 50_000);
        uint crc = uint.MaxValue;
        foreach (byte b in file.AsSpan(12, 17))
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), ~crc);
        return file;
    }

    private static byte[] Planes(RgbImage image)
    {
        byte[] planes = new byte[image.Pixels.Length];
        int plane = image.Width * image.Height;
        for (int i = 0; i < plane; i++)
            for (int c = 0; c < 3; c++)
                planes[(c * plane) + i] = image.Pixels[(3 * i) + c];
        return planes;
    }
}
