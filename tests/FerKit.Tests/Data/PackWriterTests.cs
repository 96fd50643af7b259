using FerKit.Data;

namespace FerKit.Tests.Data;

/// <summary>Packs from pictures to the file.</summary>
public sealed class PackWriterTests : IDisposable
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
    public void Write_NothingReadable_LeavesNothing()
    {
        folder.Write("faces/happy/a.jpg", []);
        Directory.CreateDirectory(folder.File("out"));
        Assert.Throws<FerKitException>(() => PackWriter.Write(ClassFolders.Read(folder.File("faces")), 16, folder.File("out/a.pack")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.File("out")));
    }

    [Fact]
    public void Write_OverAPack_SaysWhatItReplaced()
    {
        ImageCollection collection = ClassFolders.Read(Pictures.WriteTwoClasses(folder));
        Assert.DoesNotContain(PackWriter.Write(collection, 16, folder.File("a.pack")).Notes, note => note.StartsWith("replaced", StringComparison.Ordinal));
        int count = collection.Samples.Count;
        Assert.Contains($"replaced the pack of {collection.Name} that was there, {count} pictures of 16 px", PackWriter.Write(collection, 24, folder.File("a.pack")).Notes);
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
}
