using FerKit.Data;
using FerKit.Imaging;
using FerKit.Tests.Imaging;

namespace FerKit.Tests.Data;

/// <summary>Every kind of damaged or odd picture, in a data set: named and counted where it cannot be used, right where it can.</summary>
public sealed class BadPicturesTests : IDisposable
{
    private const int Size = 16;

    private static readonly string LongName = string.Concat(Enumerable.Repeat("very-long-", 23)) + ".png";

    private static readonly Dictionary<string, string> Unusable = new(StrayBytes.Complaint is { } complaint ? [new("lost.jpg", complaint)] : [])
    {
        ["cut-10.png"] = "premature end", ["cut-50.png"] = "premature end", ["cut-99.png"] = "premature end",
        ["cut-10.jpg"] = "premature end", ["cut-50.jpg"] = "premature end", ["cut-99.jpg"] = "premature end",
        ["restart.jpg"] = "instead of RST", ["zero.jpg"] = "empty", ["text.jpg"] = "", ["one.png"] = "1 x 1 pixels are too few", ["enormous.png"] = "60000", ["loop.jpg"] = "",
    };

    private static readonly string[] Usable =
        ["a.png", "padded.jpg", "cmyk.jpg", "sixteen.png", "grey-alpha.png", "turned.jpg", "png-by-content.jpg", "Ünïcödé 表情.png", LongName, .. StrayBytes.Complaint is null ? ["lost.jpg"] : Array.Empty<string>()];

    private readonly TemporaryFolder folder = new();

    public BadPicturesTests()
    {
        RgbImage noise = PictureFiles.Noise(40, 40, 1);
        byte[] png = ImageCodec.Default.EncodePng(noise), jpeg = ImageCodec.Default.EncodeJpeg(noise);
        foreach (int percent in new[] { 10, 50, 99 })
        {
            Add($"cut-{percent}.png", png[..(png.Length * percent / 100)]);
            Add($"cut-{percent}.jpg", jpeg[..(jpeg.Length * percent / 100)]);
        }
        AddJpegsWithStrayBytes();
        Add("zero.jpg", []);
        Add("text.jpg", "no picture at all"u8.ToArray());
        Add("one.png", ImageCodec.Default.EncodePng(new RgbImage(1, 1)));
        Add("enormous.png", PictureFiles.Png(60_000, 60_000, 8, 2, [1, 2, 3]));
        File.CreateSymbolicLink(folder.File("faces/happy/loop.jpg"), folder.File("faces/happy/loop.jpg"));
        foreach (string name in new[] { "a.png", "png-by-content.jpg", "Ünïcödé 表情.png", LongName }) Add(name, png);
        Add("cmyk.jpg", PictureFiles.Fixture("cmyk.jpg"));
        Add("sixteen.png", PictureFiles.Png(40, 40, 16, 0, [.. noise.Pixels.Where((_, i) => i % 3 == 0).SelectMany(value => new[] { value, value })]));
        Add("grey-alpha.png", PictureFiles.Png(40, 40, 8, 4, [.. noise.Pixels.Where((_, i) => i % 3 == 0).SelectMany(value => new byte[] { value, 255 })]));
        Add("turned.jpg", PictureFiles.WithJpegSegment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. PictureFiles.Exif(6, bigEndian: true)]));
    }

    public void Dispose() => folder.Dispose();

    private string Root => Path.Combine(folder.Path, "faces");

    [Fact]
    public void Check_NamesWhatCannotBeUsed()
    {
        DataCheckReport report = DataCheck.Run(ClassFolders.Read(Root));
        Assert.Equal(Unusable.Count + Usable.Length, report.Count);
        CheckNames(report.Unreadable);
    }

    [Fact]
    public void Pack_HoldsTheOthers_AsTheyAreDecodedAlone()
    {
        ImageCollection collection = ClassFolders.Read(Root);
        string pack = folder.File("faces.pack");
        PackReport report = PackWriter.Write(collection, Size, pack);
        CheckNames(report.Excluded);
        using ImageSet set = PackFile.Open(pack);
        Assert.Equal(Usable.Select(name => $"happy/{name}").Order(StringComparer.Ordinal), set.Names);
        byte[] planes = new byte[3 * Size * Size];
        for (int i = 0; i < set.Count; i++)
        {
            SquarePixels.Write(ImageCodec.Read(Path.Combine(Root, set.Names[i])), Size, planes);
            Assert.Equal(planes, set.Pixels(i).ToArray());
        }
    }

    [Fact]
    public void Pack_OfNothingUsable_SaysSoAndLeavesNoFile()
    {
        foreach (string name in Usable) File.Delete(Path.Combine(Root, "happy", name));
        var e = Assert.Throws<FerKitException>(() => PackWriter.Write(ClassFolders.Read(Root), Size, folder.File("packs/faces.pack")));
        Assert.Contains($"none of its {Unusable.Count} pictures can be read", e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("packs/.")));
    }

    // What a decoder warns of and goes on: markers that are not the next ones, and bytes between them. A few before the end are harmless.
    private void AddJpegsWithStrayBytes()
    {
        byte[] restarts = PictureFiles.Fixture("restarts.jpg");
        int second = restarts.AsSpan().IndexOf<byte>([0xFF, 0xD1]);
        Add("restart.jpg", [.. restarts[..(second + 1)], 0xD4, .. restarts[(second + 2)..]]);
        Add("lost.jpg", [.. restarts[..second], .. new byte[40], .. restarts[second..]]);
        Add("padded.jpg", [.. restarts[..^2], 0, 0, 0, .. restarts[^2..]]);
    }

    private void Add(string name, byte[] content) => folder.Write($"faces/happy/{name}", content);

    private static void CheckNames(IReadOnlyList<ExcludedImage> excluded)
    {
        Assert.Equal(Unusable.Keys.Order(StringComparer.Ordinal), excluded.Select(one => Path.GetFileName(one.Path)).Order(StringComparer.Ordinal));
        Assert.All(excluded, one =>
        {
            Assert.Contains(Unusable[Path.GetFileName(one.Path)], one.Reason);
            Assert.DoesNotContain('\n', one.Reason);
        });
    }
}
