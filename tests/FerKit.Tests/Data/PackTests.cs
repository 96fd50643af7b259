using FerKit.Data;
using FerKit.Safetensors;

namespace FerKit.Tests.Data;

public sealed class PackTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_Folder_OpensAsTheSetThatDecodingGives()
    {
        string root = Pictures.WriteTwoClasses(folder);
        folder.Write("faces/happy/bad.jpg", []);
        ImageCollection collection = ClassFolders.Read(root, @"^(.+)_\d$");
        PackReport report = PackWriter.Write(collection, 16, folder.File("größe 表情.pack"));
        Assert.Equal(6, report.Count);
        Assert.EndsWith("bad.jpg", Assert.Single(report.Excluded).Path);

        using ImageSet decoded = CollectionDecoder.Decode(collection, 16);
        using ImageSet pack = PackFile.Open(folder.File("größe 表情.pack"));
        Assert.Equal(16, pack.Size);
        Assert.Equal(decoded.Names, pack.Names);
        Assert.Equal(decoded.Labels, pack.Labels);
        Assert.Equal(decoded.Splits, pack.Splits);
        Assert.Equal(decoded.Subjects, pack.Subjects);
        Assert.Equal(decoded.ClassNames, pack.ClassNames);
        Assert.Equal(decoded.Source, pack.Source);
        Assert.Equal(decoded.Pixels(0, 6).ToArray(), pack.Pixels(0, 6).ToArray());
        byte[] batch = new byte[2 * pack.ImageBytes];
        pack.CopyPixels([5, 2], batch);
        Assert.Equal([.. pack.Pixels(5), .. pack.Pixels(2)], batch);
    }

    [Fact]
    public void Write_EqualPicturesElsewhere_GivesEqualBytes()
    {
        PackWriter.Write(ClassFolders.Read(Pictures.WriteTwoClasses(folder, "one/faces")), 16, folder.File("1.pack"), workers: 1);
        PackWriter.Write(ClassFolders.Read(Pictures.WriteTwoClasses(folder, "two/faces")), 16, folder.File("2.pack"), workers: 4);
        using ImageSet set = CollectionDecoder.Decode(ClassFolders.Read(folder.File("one/faces")), 16);
        PackWriter.Write(set, folder.File("3.pack"));
        Assert.Equal(File.ReadAllBytes(folder.File("1.pack")), File.ReadAllBytes(folder.File("2.pack")));
        Assert.Equal(File.ReadAllBytes(folder.File("1.pack")), File.ReadAllBytes(folder.File("3.pack")));
    }

    [Fact]
    public void Write_Stopped_KeepsTheOldPackAndGoesOnNextTime()
    {
        ImageCollection collection = Many();
        PackWriter.Write(collection, 8, folder.File("out/a.pack"));
        byte[] before = File.ReadAllBytes(folder.File("out/a.pack"));
        Stop(collection, 16);
        Assert.Equal(before, File.ReadAllBytes(folder.File("out/a.pack")));
        Assert.Equal(["out/a.pack", "out/a.pack.partial", "out/a.pack.partial.log"], Out());

        var reports = new List<DataProgress>();
        PackWriter.Write(collection, 16, folder.File("out/a.pack"), progress: new Immediately(reports.Add));
        PackWriter.Write(collection, 16, folder.File("b.pack"));
        Assert.Equal([new DataProgress(300, 300, 1)], reports);
        Assert.Equal(File.ReadAllBytes(folder.File("b.pack")), File.ReadAllBytes(folder.File("out/a.pack")));
        Assert.Equal(["out/a.pack"], Out());
    }

    [Theory]
    [InlineData("log cut")]
    [InlineData("pixels cut")]
    [InlineData("pixels longer")]
    [InlineData("log of another")]
    [InlineData("pixels gone")]
    [InlineData("picture changed")]
    [InlineData("another size")]
    [InlineData("picture behind a link changed")]
    public void Write_WhatAnEarlierRunLeftIsDamagedOrAnothers_WritesTheSamePack(string damage)
    {
        ImageCollection collection = Many();
        if (damage.Contains("link", StringComparison.Ordinal))
        {
            File.Move(collection.Samples[3].Path, folder.File("behind.png"));
            File.CreateSymbolicLink(collection.Samples[3].Path, folder.File("behind.png"));
        }
        Stop(collection, damage == "another size" ? 12 : 16);
        string pixels = folder.File("out/a.pack.partial"), log = pixels + ".log";
        switch (damage)
        {
            case "log cut": File.WriteAllBytes(log, File.ReadAllBytes(log)[..100]); break;
            case "pixels cut": File.WriteAllBytes(pixels, File.ReadAllBytes(pixels)[..1000]); break;
            case "pixels longer": File.AppendAllText(pixels, "more"); break;
            case "log of another": File.WriteAllText(log, "nothing of ours\n+\n+\n"); break;
            case "pixels gone": File.Delete(pixels); break;
            case "picture behind a link changed": File.WriteAllBytes(folder.File("behind.png"), Pictures.Png(98, 26, 26)); break;
            case "picture changed":
                File.WriteAllBytes(collection.Samples[3].Path, Pictures.Png(99, 24, 24));
                File.SetLastWriteTimeUtc(collection.Samples[3].Path, DateTime.UnixEpoch);
                break;
        }
        PackReport report = PackWriter.Write(collection, 16, folder.File("out/a.pack"));
        Assert.Equal(damage is "another size" or "log of another" || damage.EndsWith("changed", StringComparison.Ordinal), report.Notes.Any(note => note.Contains("a.pack.partial was begun of other", StringComparison.Ordinal)));
        PackWriter.Write(collection, 16, folder.File("b.pack"));
        Assert.Equal(File.ReadAllBytes(folder.File("b.pack")), File.ReadAllBytes(folder.File("out/a.pack")));
        Assert.Equal(["out/a.pack"], Out());
    }

    [Fact]
    public void Write_AfterAKillInTheLastCopy_TakesAwayWhatThatLeft()
    {
        ImageCollection collection = Many();
        Stop(collection, 16);
        File.WriteAllText(AtomicFile.TemporaryBeside(folder.File("out/a.pack")), "half a pack");
        string another = AtomicFile.TemporaryBeside(folder.File("out/b.pack"));
        File.WriteAllText(another, "of another file");
        PackWriter.Write(collection, 16, folder.File("out/a.pack"));
        Assert.Equal([$"out/{Path.GetFileName(another)}", "out/a.pack"], Out());
    }

    [Fact]
    public void Write_AnotherRunIsAtTheSamePack_IsRefused()
    {
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        using var other = new FileStream(folder.File("a.pack.partial"), FileMode.Create, FileAccess.Write, FileShare.None);
        FerKitException e = Assert.Throws<FerKitException>(() => PackWriter.Write(collection, 16, folder.File("a.pack")));
        Assert.Contains("a.pack.partial beside it is in use: another 'data pack' is writing it", e.Message);
    }

    [Fact]
    public void Write_SomebodysFileUnderTheSpoolsName_IsRefusedAndKept()
    {
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        folder.Write("out/a.pack.partial", "precious"u8.ToArray());
        FerKitException e = Assert.Throws<FerKitException>(() => PackWriter.Write(collection, 16, folder.File("out/a.pack")));
        Assert.Contains("a.pack.partial beside it was not left by the kit", e.Message);
        Assert.Equal(["out/a.pack.partial"], Out());
        Assert.Equal("precious", File.ReadAllText(folder.File("out/a.pack.partial")));
    }

    // More pictures than a block of the decoder, one of them damaged.
    private ImageCollection Many()
    {
        for (int i = 0; i < 300; i++)
            folder.Write($"many/{(i % 2 == 0 ? "happy" : "sad")}/{i:D3}.png", i == 20 ? [1, 2, 3] : Pictures.Png(i));
        return ClassFolders.Read(folder.File("many"));
    }

    private void Stop(ImageCollection collection, int size)
    {
        folder.File("out/a.pack");
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            PackWriter.Write(collection, size, folder.File("out/a.pack"), progress: new Immediately(_ => cancel.Cancel()), cancellation: cancel.Token));
    }

    private string[] Out() => [.. folder.Files().Where(f => f.StartsWith("out", StringComparison.Ordinal)).Select(f => f.Replace('\\', '/'))];

    [Fact]
    public void Write_NothingReadable_LeavesNothing()
    {
        folder.Write("faces/happy/a.jpg", []);
        Directory.CreateDirectory(folder.File("out"));
        Assert.Throws<FerKitException>(() => PackWriter.Write(ClassFolders.Read(folder.File("faces")), 16, folder.File("out/a.pack")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("out")));
    }

    [Fact]
    public void Write_NoSuchFolder_SaysSoBeforeAnythingIsDecoded()
    {
        var progress = new Immediately(_ => Assert.Fail("decoded"));
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        FerKitException e = Assert.Throws<FerKitException>(() => PackWriter.Write(collection, 16, Path.Combine(folder.Path, "no", "a.pack"), progress: progress));
        Assert.Contains("there is no folder", e.Message);
    }

    [Fact]
    public void Write_Progress_EndsWithTheWhole()
    {
        var reports = new List<DataProgress>();
        folder.Write("faces/happy/bad.jpg", []);
        PackWriter.Write(ClassFolders.Read(Pictures.WriteTwoClasses(folder)), 16, folder.File("a.pack"), progress: new Immediately(reports.Add));
        Assert.Equal(new DataProgress(7, 7, 1), reports[^1]);
    }

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

    /// <summary>Reports on the caller's thread, unlike Progress.</summary>
    private sealed class Immediately(Action<DataProgress> report) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => report(value);
    }
}
