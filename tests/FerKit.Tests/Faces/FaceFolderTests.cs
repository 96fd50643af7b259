using FerKit.Data;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public sealed class FaceFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Out => Path.Combine(_folder.Path, "out");

    [Fact]
    public void Write_FolderLayout_IsReadBackByTheClassFolderReader()
    {
        FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 14, 7, 32, 0);
        Assert.Contains(Path.Combine("out", "train", "happiness", "00001_s0000.png"), _folder.Files());
        Assert.Contains(Path.Combine("out", "test", "anger", "00006_s0001.png"), _folder.Files());
        ImageCollection read = ClassFolders.Read(Out, "_(s[0-9]+)$");
        Assert.Equal(ExpressionNames.Seven, read.ClassNames);
        Assert.Equal((14, 7), (read.Samples.Count(s => s.Split == DataSplit.Train), read.Samples.Count(s => s.Split == DataSplit.Test)));
        DrawnFace drawn = BuiltInFaces.Draw(FaceLook.Lab, 2, 0, 32, 0).Last();
        Sample sample = read.Samples.Single(s => Path.GetFileName(s.Path) == "00001_s0000.png");
        Assert.Equal(((int)drawn.Expression, drawn.Subject), (sample.Label, sample.Subject));
        Assert.Equal(drawn.Image.Pixels, ImageCodec.Read(sample.Path).Pixels);
    }

    [Fact]
    public void Write_RafDbLayout_HasItsListAndNames()
    {
        FaceFolder.Write(Out, FaceFolderLayout.RafDb, FaceLook.Wild, 9, 3, 100, 2);
        string[] lines = File.ReadAllLines(Path.Combine(Out, "basic", "EmoLabel", "list_patition_label.txt"));
        // RAF-DB: 1 surprise, 2 fear, 3 disgust, 4 happiness, 5 sadness, 6 anger, 7 neutral.
        Expression[] byNumber = [Expression.Surprise, Expression.Fear, Expression.Disgust, Expression.Happiness, Expression.Sadness, Expression.Anger, Expression.Neutral];
        FaceDescription[] faces = [.. BuiltInFaces.Describe(FaceLook.Wild, 9, 3, 2)];
        Assert.Equal(12, lines.Length);
        for (int i = 0; i < 12; i++)
        {
            string name = i < 9 ? $"train_{i + 1:D5}" : $"test_{i - 8:D4}";
            Assert.Equal($"{name}.jpg {Array.IndexOf(byNumber, faces[i].Expression) + 1}", lines[i]);
            Assert.Equal(100, ImageCodec.Read(Path.Combine(Out, "basic", "Image", "aligned", $"{name}_aligned.jpg")).Width);
        }
        Assert.Equal(14, _folder.Files().Length);
    }

    [Fact]
    public void Write_Twice_SameBytes()
    {
        string again = Path.Combine(_folder.Path, "again");
        FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Mix, 6, 2, 32, 1);
        FaceFolder.Write(again, FaceFolderLayout.Folder, FaceLook.Mix, 6, 2, 32, 1);
        string[] files = [.. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories)];
        Assert.Equal(9, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(again, Path.GetRelativePath(Out, file)))));
    }

    [Fact]
    public void Write_FolderWithSomethingInIt_IsRefusedAndUntouched()
    {
        _folder.Write(Path.Combine("out", "mine.txt"), [1]);
        var error = Assert.Throws<FerKitException>(() => FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 1, 1, 32, 0));
        Assert.Contains("out", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal([Path.Combine("out", "mine.txt")], _folder.Files());
    }

    [Fact]
    public void Write_InADataSetsLayout_IsToldFromTheRealOne()
    {
        FaceFolder.Write(Out, FaceFolderLayout.RafDb, FaceLook.Lab, 3, 1, 32, 0);
        ImageCollection read = DataSource.Parse($"rafdb:{Out}").List();
        Assert.Null(read.Published);
        Assert.Contains("drawn by the kit", Assert.Single(read.Notes));
        Assert.True(DataCheck.Run(read).Passed);
    }

    [Fact]
    public void Write_OverAFile_IsRefused()
    {
        _folder.Write("out", [1]);
        Assert.Throws<FerKitException>(() => FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 1, 1, 32, 0));
        Assert.Equal(["out"], _folder.Files());
    }

    [Fact]
    public void Write_BelowAFile_IsOneLine()
    {
        string file = _folder.Write("file", [1]);
        var error = Assert.Throws<FerKitException>(() => FaceFolder.Write(Path.Combine(file, "sub", "out"), FaceFolderLayout.Folder, FaceLook.Lab, 1, 1, 32, 0));
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Write_EmptyFolder_IsFilled()
    {
        Directory.CreateDirectory(Out);
        FaceFolder.Write(Out + Path.DirectorySeparatorChar, FaceFolderLayout.Folder, FaceLook.Lab, 1, 1, 32, 0);
        Assert.Equal(3, _folder.Files().Length);
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var progress = new Immediate(done => { if (done.Done == 3) cancel.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(() => FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 500, 0, 32, 0, progress, cancel.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_Progress_EndsAtTheTotal()
    {
        var seen = new List<DataProgress>();
        FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 5, 2, 32, 0, new Immediate(done => { lock (seen) seen.Add(done); }));
        Assert.Equal(Enumerable.Range(1, 7), seen.Select(p => p.Done).Order());
        Assert.All(seen, p => Assert.Equal(7, p.Total));
    }

    [Fact]
    public void Write_NoFaces_NamesTheCounts() =>
        Assert.Equal("trainCount", Assert.ThrowsAny<ArgumentException>(() => FaceFolder.Write(Out, FaceFolderLayout.Folder, FaceLook.Lab, 0, 0, 32, 0)).ParamName);

    [Fact]
    public void Write_UnknownLayout_NamesIt() =>
        Assert.Equal("layout", Assert.ThrowsAny<ArgumentException>(() => FaceFolder.Write(Out, (FaceFolderLayout)7, FaceLook.Lab, 1, 0, 32, 0)).ParamName);

    public void Dispose() => _folder.Dispose();

    /// <summary>Reports on the thread that made progress.</summary>
    private sealed class Immediate(Action<DataProgress> seen) : IProgress<DataProgress>
    {
        public void Report(DataProgress value) => seen(value);
    }
}
