using FerKit.Data;
using FerKit.Faces;

namespace FerKit.Tests.Data;

public sealed class DataSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("folder")]
    [InlineData("folder:")]
    [InlineData("raf:/data/RAF")]
    [InlineData("Folder:x")]
    [InlineData("/data/faces")]
    public void Parse_UnknownKind_ListsTheKindsInOneLine(string spec)
    {
        string message = Assert.Throws<ArgumentException>(() => DataSource.Parse(spec)).Message;
        Assert.Contains($"'{spec}'", message);
        Assert.Contains("folder:ROOT", message);
        Assert.Contains("pack:FILE", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Load_FolderThenItsPack_GiveTheSamePictures()
    {
        var source = DataSource.Parse($"folder:{Pictures.WriteTwoClasses(folder)}");
        var options = new LoadOptions { SubjectPattern = @"^(.+)_\d+$", Workers = 1 };
        using ImageSet decoded = source.Load(null, options);
        Assert.Equal(DataSource.DefaultSize, decoded.Size);
        PackReport report = source.WritePack(folder.File("a: b.pack"), null, options);
        using ImageSet packed = DataSource.Parse($"pack:{folder.File("a: b.pack")}").Load();
        Assert.Equal(6, report.Count);
        Assert.Equal(decoded.Subjects, packed.Subjects);
        Assert.Equal(decoded.Pixels(0, 6).ToArray(), packed.Pixels(0, 6).ToArray());
    }

    [Fact]
    public void WritePack_OfAPack_CopiesIt()
    {
        DataSource.Parse($"folder:{Pictures.WriteTwoClasses(folder)}").WritePack(folder.File("a.pack"), 16);
        DataSource.Parse($"pack:{folder.File("a.pack")}").WritePack(folder.File("b.pack"));
        Assert.Equal(File.ReadAllBytes(folder.File("a.pack")), File.ReadAllBytes(folder.File("b.pack")));
    }

    [Fact]
    public void Load_PackAtAnotherSize_SaysWhatItHolds()
    {
        DataSource.Parse($"folder:{Pictures.WriteTwoClasses(folder)}").WritePack(folder.File("a.pack"), 16);
        var pack = DataSource.Parse($"pack:{folder.File("a.pack")}");
        using (ImageSet set = pack.Load(16))
            Assert.Equal(16, set.Size);
        Assert.Contains("of 16 px and 32 are asked for", Assert.Throws<FerKitException>(() => pack.Load(32)).Message);
    }

    [Fact]
    public void Load_SubjectPatternForAPack_IsWrongUsage()
    {
        DataSource.Parse($"folder:{Pictures.WriteTwoClasses(folder)}").WritePack(folder.File("a.pack"), 16);
        Assert.Throws<ArgumentException>(() => DataSource.Parse($"pack:{folder.File("a.pack")}").Load(null, new LoadOptions { SubjectPattern = "(.)" }));
    }

    [Fact]
    public void Load_KeptContemptOfAPack_IsRefusedOnlyWhereItWasLeftOut()
    {
        var keep = new LoadOptions { Contempt = ContemptChoice.Keep };
        folder.Write("FED-RO/happy/a.png", Pictures.Png(1));
        folder.Write("CK+48/happy/S010_004_00000017.png", Pictures.Png(1));
        folder.Write("mix.json", """{"count": 1, "parts": [{"data": "ckplus:CK+48"}]}"""u8.ToArray());
        DataSource.Parse($"fedro:{folder.Path}").WritePack(folder.File("none.pack"), 16);
        Assert.Contains("labels no contempt", Assert.Throws<ArgumentException>(() => DataSource.Parse($"fedro:{folder.Path}").List(keep)).Message);
        Assert.Contains("labels no contempt", Assert.Throws<ArgumentException>(() => DataSource.Parse("faces:lab").Load(null, keep)).Message);
        DataSource.Parse($"ckplus:{folder.Path}").WritePack(folder.File("keep.pack"), 16, keep);
        DataSource.Parse($"ckplus:{folder.Path}").WritePack(folder.File("drop.pack"), 16);
        DataSource.Parse($"mixture:{folder.File("mix.json")}").WritePack(folder.File("mix.pack"), 16);
        DataSource.Parse($"pack:{folder.File("none.pack")}").Load(null, keep).Dispose();
        DataSource.Parse($"pack:{folder.File("keep.pack")}").Load(null, keep).Dispose();
        foreach (string pack in new[] { "drop.pack", "mix.pack" })
            Assert.Contains("was packed without contempt", Assert.Throws<FerKitException>(() => DataSource.Parse($"pack:{folder.File(pack)}").Load(null, keep)).Message);
    }

    [Theory]
    [InlineData("folder:/no/such/folder", "no such folder")]
    [InlineData("pack:/no/such/file", "no such file")]
    public void Load_Missing_SaysSo(string spec, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<FerKitException>(() => DataSource.Parse(spec).Load()).Message);

    [Fact]
    public void List_DrawnFacesOneFolderDeeper_AreNotComparedWithRealOnes()
    {
        FaceFolder.Write(folder.File("sets/drawn"), FaceFolderLayout.RafDb, FaceLook.Lab, 2, 1, 32, 1);
        ImageCollection found = DataSource.Parse($"rafdb:{folder.File("sets")}").List();
        Assert.Equal(3, found.Samples.Count);
        Assert.Null(found.Published);
        Assert.Contains("drawn by the kit", found.Notes[^1]);
    }

    [Fact]
    public void Load_PicturesOverTheLimits_AreLeftOutAndNamed()
    {
        folder.Write("FED-RO/happy/a.png", Pictures.Png(1, 40, 20));
        folder.Write("FED-RO/happy/b.png", Pictures.Png(2));
        folder.Write("mix.json", """{"count": 2, "parts": [{"data": "fedro:."}]}"""u8.ToArray());
        var limits = new LoadOptions { Limits = new FerKit.Imaging.ImageLimits(MaxSide: 30) };
        foreach (string spec in new[] { $"folder:{folder.File("FED-RO")}", $"fedro:{folder.Path}", $"mixture:{folder.File("mix.json")}" })
        {
            DataSource source = DataSource.Parse(spec);
            using ImageSet set = source.Load(16, limits);
            Assert.EndsWith("a.png", Assert.Single(set.Excluded).Path);
            Assert.Single(source.WritePack(folder.File("a.pack"), 16, limits).Excluded);
            Assert.Single(DataCheck.Run(source.List(limits)).Unreadable);
            Assert.Empty(DataCheck.Run(source.List()).Unreadable);
        }
    }

    [Fact]
    public void Workers_Negative_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LoadOptions { Workers = -1 });
}
