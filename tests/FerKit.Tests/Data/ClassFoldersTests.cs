using FerKit.Data;

namespace FerKit.Tests.Data;

public sealed class ClassFoldersTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_ExpressionFolders_TakesTheKitsNamesAndOrder()
    {
        Touch("Surprised/a.jpg", "happy/b.PNG", "neutral/c.Jpeg", "SAD/d.bmp", "afraid/e.webp", "disgust/f.jpg", "angry/g.jpg");
        ImageCollection read = ClassFolders.Read(folder.Path);
        Assert.Equal(ExpressionNames.Seven, read.ClassNames);
        Assert.Equal(["SAD/d.bmp", "Surprised/a.jpg", "afraid/e.webp", "angry/g.jpg", "disgust/f.jpg", "happy/b.PNG", "neutral/c.Jpeg"], read.Samples.Select(s => s.Name));
        Assert.Equal([2, 3, 4, 6, 5, 1, 0], read.Samples.Select(s => s.Label));
        Assert.All(read.Samples, s => Assert.True(File.Exists(s.Path)));
        Assert.All(read.Samples, s => Assert.Equal(DataSplit.None, s.Split));
        Assert.All(read.Samples, s => Assert.Null(s.Subject));
        Assert.Equal(Path.GetFileName(folder.Path), read.Name);
    }

    [Fact]
    public void Read_OneUnknownName_TakesTheFoldersNamesInOrdinalOrder()
    {
        Touch("happy/a.jpg", "Zorn/b.jpg", "Überraschung/c.jpg", "neutral/d.jpg");
        ImageCollection read = ClassFolders.Read(folder.Path);
        Assert.Equal(["Zorn", "happy", "neutral", "Überraschung"], read.ClassNames);
        Assert.Equal(["Zorn", "happy", "neutral", "Überraschung"], read.Samples.Select(s => read.ClassNames[s.Label]));
    }

    [Fact]
    public void Read_TrainAndTest_AreOfficialParts()
    {
        Touch("train/happy/a.jpg", "train/sad/b.jpg", "test/happiness/c.jpg");
        ImageCollection read = ClassFolders.Read(folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal(["happiness", "sadness"], read.ClassNames);
        Assert.Equal(["test/happiness/c.jpg", "train/happy/a.jpg", "train/sad/b.jpg"], read.Samples.Select(s => s.Name));
        Assert.Equal([DataSplit.Test, DataSplit.Train, DataSplit.Train], read.Samples.Select(s => s.Split));
        Assert.Equal([0, 0, 1], read.Samples.Select(s => s.Label));
    }

    [Fact]
    public void Read_OtherAndHiddenEntries_ArePassedOver()
    {
        Touch("happy/a.jpg", "happy/.b.jpg", "happy/notes.txt", "happy/deeper/c.jpg", ".git/d.jpg", "__MACOSX/sad/._a.jpg", "README.md");
        Assert.Equal(["happy/a.jpg"], ClassFolders.Read(folder.Path).Samples.Select(s => s.Name));
    }

    [Fact]
    public void Read_SubjectPattern_NamesThePersons()
    {
        Touch("happy/Colin_Powell_0007.jpg", "happy/Colin_Powell_0107.jpg", "sad/Céline_1.jpg", "sad/nobody.jpg");
        ImageCollection read = ClassFolders.Read(folder.Path, @"^(.+)_\d+$");
        Assert.Equal(["Colin_Powell", "Colin_Powell", "Céline", null], read.Samples.Select(s => s.Subject));
    }

    [Theory]
    [InlineData("^(", "not a regular expression")]
    [InlineData("^.*$", "has no group")]
    public void Read_BadSubjectPattern_IsWrongUsage(string pattern, string says)
    {
        Touch("happy/a.jpg");
        Assert.Contains(says, Assert.Throws<ArgumentException>(() => ClassFolders.Read(folder.Path, pattern)).Message);
    }

    [Fact]
    public void Read_SubjectPatternMatchesNothing_ShowsAnExample()
    {
        Touch("happy/img7.jpg", "happy/img8.jpg");
        string message = Assert.Throws<FerKitException>(() => ClassFolders.Read(folder.Path, @"^(.+)_\d+$")).Message;
        Assert.Contains("matches none of 2 file names, such as 'img7'", message);
    }

    [Fact]
    public void Read_SubjectPatternThatBacktracksWithoutEnd_IsGivenUp()
    {
        Touch($"happy/{new string('a', 60)}b.jpg");
        Assert.Contains("takes too long", Assert.Throws<FerKitException>(() => ClassFolders.Read(folder.Path, "^((a+)+)+$")).Message);
    }

    [Theory]
    [InlineData("val")]
    [InlineData("Validation")]
    public void Read_ValidationFolder_IsThatPart(string name)
    {
        Touch("train/happy/a.jpg", $"{name}/happy/b.jpg", "test/happy/c.jpg");
        Assert.Equal([DataSplit.Test, DataSplit.Train, DataSplit.Validation], ClassFolders.Read(folder.Path).Samples.Select(s => s.Split).Order(Comparer<DataSplit>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}"))));
    }

    [Theory]
    [InlineData("absent", "no such folder")]
    [InlineData("file.txt", "is a file")]
    [InlineData("empty", "has no class folders")]
    [InlineData("emptyclass", "sad: has no pictures")]
    [InlineData("emptytrain", "train: has no class folders")]
    [InlineData("twice", "happy: means the same expression as the folder 'happiness'")]
    [InlineData("other", "has the folder 'extra' beside 'train'")]
    public void Read_FolderThatIsNoDataSet_SaysWhyInOneLine(string root, string says)
    {
        Touch("file.txt", "empty/.hidden", "emptyclass/happy/a.jpg", "emptyclass/sad/a.txt", "emptytrain/train/a.jpg",
            "twice/happy/a.jpg", "twice/happiness/b.jpg", "other/train/happy/a.jpg", "other/extra/happy/a.jpg");
        string message = Assert.Throws<FerKitException>(() => ClassFolders.Read(Path.Combine(folder.Path, root))).Message;
        Assert.Contains(says, message);
        Assert.StartsWith(Path.Combine(folder.Path, root), message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Read_LinksInACircle_DoNotHang()
    {
        if (OperatingSystem.IsWindows())
            return;
        Touch("happy/a.jpg");
        Directory.CreateSymbolicLink(folder.File("happy/again"), folder.Path);
        File.CreateSymbolicLink(folder.File("happy/self.jpg"), folder.File("happy/self.jpg"));
        Assert.Equal(["happy/a.jpg", "happy/self.jpg"], ClassFolders.Read(folder.Path).Samples.Select(s => s.Name));
        Directory.CreateSymbolicLink(folder.File("sad"), folder.Path);
        Assert.Contains("sad: has no pictures", Assert.Throws<FerKitException>(() => ClassFolders.Read(folder.Path)).Message);
    }

    private void Touch(params string[] names)
    {
        foreach (string name in names)
            folder.Write(name, []);
    }
}
