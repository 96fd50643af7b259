using FerKit.Data;
using FerKit.Safetensors;

namespace FerKit.Tests.Data;

/// <summary>Packs from the file: whole ones, and ones with a thing wrong.</summary>
public sealed class PackFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Damage => new()
    {
        { "format", "not a pack" },
        { "version", "version '1' and this kit reads version 2" },
        { "size", "its size is not" },
        { "other size", "its images are U8 (2, 3, 4, 4), expected U8 (2, 3, 8, 8)" },
        { "source", "it has no source" },
        { "names", "its names are not a JSON array" },
        { "names null", "its names hold a null" },
        { "names short", "2 images, 1 names, 2 subjects and 2 sequences" },
        { "subjects", "it has no subjects" },
        { "sequences", "it has no sequences" },
        { "settings", "it has no settings" },
        { "class_names", "its class_names are empty or not distinct" },
        { "images", "it has no images" },
        { "labels", "it has no labels" },
        { "labels type", "its labels are I32 (4)" },
        { "label", "label 2 of image 1 is not in 0 .. 1" },
        { "split", "split 4 of image 0 is not in" },
        { "splits", "its splits are U8 (1), expected U8 (2)" },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public void Open_DamagedPack_SaysWhatIsWrongInOneLine(string what, string says)
    {
        string path = folder.File("a.pack");
        WriteDamaged(path, what);
        FerKitException e = Assert.Throws<FerKitException>(() => PackFile.Open(path).Dispose());
        Assert.StartsWith(path, e.Message);
        Assert.Contains(says, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Open_UndamagedTwin_Opens()
    {
        WriteDamaged(folder.File("a.pack"), "nothing");
        using ImageSet set = PackFile.Open(folder.File("a.pack"));
        Assert.Equal([null, "p"], set.Subjects);
        Assert.Equal([DataSplit.Train, DataSplit.Test], set.Splits);
        Assert.Equal(["f", null], set.Sequences);
        Assert.Equal("drop", set.Settings["contempt"]);
    }

    [Fact]
    public void Open_CutOffOrAppendedTo_IsRefused()
    {
        WriteDamaged(folder.File("a.pack"), "nothing");
        byte[] good = File.ReadAllBytes(folder.File("a.pack"));
        foreach (int percent in new[] { 0, 10, 50, 99 })
            Assert.Throws<SafetensorsException>(() => PackFile.Open(folder.Write("b.pack", good[..(good.Length * percent / 100)])));
        Assert.Throws<SafetensorsException>(() => PackFile.Open(folder.Write("b.pack", [.. good, 0])));
    }

    [Fact]
    public void Pixels_OutsideTheSet_AreRefused()
    {
        WriteDamaged(folder.File("a.pack"), "nothing");
        ImageSet set = PackFile.Open(folder.File("a.pack"));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Pixels(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Pixels(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Pixels(1, 2));
        Assert.Throws<ArgumentException>(() => set.CopyPixels([0], new byte[3]));
        set.Dispose();
        Assert.Throws<ObjectDisposedException>(() => set.Pixels(0));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0.2, "damaged")]
    [InlineData(0.9, "damaged")]
    public void Check_AfterOneBitTurned_NamesTheDamage(double where, string? says)
    {
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        PackWriter.Write(collection, 16, folder.File("a.pack"));
        byte[] bytes = File.ReadAllBytes(folder.File("a.pack"));
        using (SafetensorsFile file = SafetensorsFile.Open(folder.File("a.pack")))
        {
            int begin = bytes.Length - (int)file.Entries.Sum(entry => entry.Length);
            // Not in the labels, which are checked for their range, but anywhere in the pixels.
            if (where > 0) bytes[begin + 8 * collection.Samples.Count + (int)(where * file.Find("images")!.Length)] ^= 4;
        }
        DataCheckReport report = DataSource.Parse($"pack:{folder.Write("b.pack", bytes)}").Check();
        Assert.Equal(says is null, report.Passed);
        if (says is not null) Assert.Contains(says, Assert.Single(report.Unreadable).Reason);
        Assert.Equal(collection.Samples.Count, report.Usable);
    }

    [Fact]
    public void Check_OfAnOldPackWithoutAChecksum_SaysSo()
    {
        WriteDamaged(folder.File("a.pack"), "nothing");
        Assert.Contains("tells no checksum", PackCheck.Damage(folder.File("a.pack")));
    }

    [Fact]
    public void Checksum_IsThatOfTheStandard_HoweverTheBytesAreCut()
    {
        byte[] text = "123456789"u8.ToArray();
        for (int cut = 0; cut <= text.Length; cut++)
        {
            var sum = new PackChecksum();
            sum.Add(text.AsSpan(0, cut));
            sum.Add(text.AsSpan(cut));
            Assert.Equal("e3069283", $"{sum}");
        }
    }

    /// <summary>Writes a pack of two 4 x 4 pictures with one thing wrong.</summary>
    private static void WriteDamaged(string path, string what)
    {
        var metadata = new Dictionary<string, string>
        {
            ["format"] = what == "format" ? "other" : "ferkit-pack",
            ["version"] = what == "version" ? "1" : "2",
            ["kit"] = "0.1.0",
            ["size"] = what switch { "size" => "four", "other size" => "8", _ => "4" },
            ["source"] = "test",
            ["class_names"] = what == "class_names" ? "[\"a\",\"a\"]" : "[\"a\",\"b\"]",
            ["names"] = what switch { "names" => "[3,4]", "names null" => "[\"x\",null]", "names short" => "[\"x\"]", _ => "[\"x\",\"y\"]" },
            ["subjects"] = "[null,\"p\"]",
            ["sequences"] = "[\"f\",null]",
            ["settings"] = "{\"contempt\":\"drop\"}",
        };
        metadata.Remove(what is "source" or "subjects" or "sequences" or "settings" ? what : "");
        byte[] labels = new byte[16];
        labels[8] = (byte)(what == "label" ? 2 : 1);
        var tensors = new List<SafetensorsTensor>
        {
            new(what == "images" ? "pictures" : "images", SafetensorsDataType.U8, [2, 3, 4, 4], new byte[96]),
            what == "labels type" ? new("labels", SafetensorsDataType.I32, [4], labels) : new(what == "labels" ? "classes" : "labels", SafetensorsDataType.I64, [2], labels),
            what == "splits" ? new("splits", SafetensorsDataType.U8, [1], new byte[1]) : new("splits", SafetensorsDataType.U8, [2], new byte[] { (byte)(what == "split" ? 4 : 1), 2 }),
        };
        SafetensorsWriter.Write(path, tensors, metadata);
    }
}
