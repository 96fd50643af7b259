using FerKit.Data;

namespace FerKit.Tests.Data;

/// <summary>Packs that were stopped, and what lies beside them.</summary>
public sealed class PackResumeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

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
        var notes = PackWriter.Write(collection, 16, folder.File("out/a.pack"), progress: new Immediately(reports.Add)).Notes;
        Assert.Contains(notes, note => note.StartsWith("went on from ", StringComparison.Ordinal));
        PackWriter.Write(collection, 16, folder.File("b.pack"));
        Assert.Equal([new DataProgress(300, 300, 1)], reports);
        Assert.Equal(File.ReadAllBytes(folder.File("b.pack")), File.ReadAllBytes(folder.File("out/a.pack")));
        Assert.Equal(["out/a.pack"], Out());
    }

    [Theory]
    [InlineData("log cut")]
    [InlineData("pixels cut")]
    [InlineData("pixels longer")]
    [InlineData("header half written")]
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
            case "header half written": File.WriteAllBytes(pixels, [.. "half a header"u8, .. File.ReadAllBytes(pixels)[13..]]); break;
            case "pixels longer": File.AppendAllText(pixels, "more"); break;
            case "log of another": File.WriteAllText(log, $"{new string('A', PackFingerprint.Length)}\n+\n+\n"); break;
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

    [Theory]
    [InlineData("out/a.pack.partial")]
    [InlineData("out/a.pack.partial.log")]
    public void Write_SomebodysFileUnderTheSpoolsName_IsRefusedAndKept(string name)
    {
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        folder.Write(name, "precious"u8.ToArray());
        FerKitException e = Assert.Throws<FerKitException>(() => PackWriter.Write(collection, 16, folder.File("out/a.pack")));
        Assert.Contains($"{Path.GetFileName(name)} beside it was not left by the kit", e.Message);
        Assert.Contains(name, Out());
        Assert.Equal("precious", File.ReadAllText(folder.File(name)));
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
}
