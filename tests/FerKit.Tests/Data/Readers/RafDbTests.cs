using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Tests.Data.Readers;

public sealed class RafDbTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("basic/", "list_patition_label.txt")]
    [InlineData("", "list_partition_label.txt")]
    public void Read_DistributorsLayout_MapsItsNumbersAndParts(string prefix, string list)
    {
        folder.Text($"{prefix}EmoLabel/{list}", "train_00001.jpg 5\ntest_0001.jpg 1\r\ntrain_00002.jpg 7\n\n");
        folder.Picture($"{prefix}Image/aligned/train_00001_aligned.jpg");
        ImageCollection found = RafDb.Read(folder.Path);
        Assert.Equal(
        [
            $"{prefix}Image/aligned/test_0001_aligned.jpg surprise Test - -",
            $"{prefix}Image/aligned/train_00001_aligned.jpg sadness Train - -",
            $"{prefix}Image/aligned/train_00002_aligned.jpg neutral Train - -",
        ], Trees.Lines(found));
        Assert.Equal(ExpressionNames.Seven, found.ClassNames);
        Assert.Equal(15_339, found.Published!.Counts.Sum(count => count.Count));
        Assert.NotNull(found.Samples[1].Read());
    }

    [Fact]
    public void Read_DamagedLines_AreExcludedByNumber()
    {
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 8\ntrain_00002.jpg\nface.jpg 3\ntest_0001.jpg four\ntest_0002.jpg 4\ntrain_\0.jpg 3\ntrain_/../../x.jpg 3\n");
        Directory.CreateDirectory(folder.File("Image/aligned/x"));
        ImageCollection found = RafDb.Read(folder.Path);
        Assert.Single(found.Samples);
        Assert.Equal(6, found.Excluded.Count);
        Assert.Contains("line 1: label 8 of train_00001.jpg is not in 1 .. 7", found.Excluded[0].Reason);
        Assert.Contains("line 2 is 'train_00002.jpg'", found.Excluded[1].Reason);
    }

    [Fact]
    public void Read_AnEmptyListOrPicturesOutsideIt_AreTold()
    {
        folder.Text("EmoLabel/list_patition_label.txt", "\n");
        folder.Picture("Image/aligned/train_00001_aligned.jpg");
        Assert.Contains("lists no pictures", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path)).Message);
        folder.Text("EmoLabel/list_patition_label.txt", "train_00002.jpg 1\n");
        folder.Picture("Image/aligned/train_00002_aligned.jpg");
        Assert.Contains("1 pictures of Image/aligned are not in the list, or not usable, such as train_00001_aligned.jpg", RafDb.Read(folder.Path).Notes);
    }

    [Fact]
    public void Read_APictureListedTwice_CountsOnceUnlessItsLabelsDiffer()
    {
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\ntrain_00001.jpg 2\ntrain_00002.jpg 3\ntrain_00002.jpg 3\n");
        Directory.CreateDirectory(folder.File("Image/aligned/x"));
        ImageCollection found = RafDb.Read(folder.Path);
        Assert.EndsWith("train_00002_aligned.jpg", Assert.Single(found.Samples).Name);
        Assert.Equal(["is listed more than once, with different labels", "is listed more than once, with different labels", "is listed more than once"], found.Excluded.Select(one => one.Reason));
    }

    [Fact]
    public void Read_Original_CutsOutTheBox()
    {
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\ntrain_00002.jpg 1\ntrain_00003.jpg 1\ntrain_00004.jpg 1\n");
        folder.Picture("Image/original/train_00001.jpg", 1, 60, 40);
        folder.Picture("Image/original/train_00002.jpg", 1, 60, 40);
        folder.Text("Annotation/boundingbox/train_00001_boundingbox.txt", "10.2 5.1 30.2 25.1 \n");
        folder.Text("Annotation/boundingbox/train_00002_boundingbox.txt", "100 50 130 70\n");
        folder.Text("Annotation/boundingbox/train_00003_boundingbox.txt", "10 20 thirty\n");
        ImageCollection found = RafDb.Read(folder.Path, original: true);
        Assert.Equal("rafdb-original", found.Name);
        Assert.Equal("2", found.Settings["cut_to_boxes"]);
        Assert.Equal(["train_00003_boundingbox.txt", "train_00004_boundingbox.txt"], found.Excluded.Select(one => Path.GetFileName(one.Path)));
        Assert.Contains("is no box", found.Excluded[0].Reason);
        Assert.Contains("no such file: every photograph needs its face box", found.Excluded[1].Reason);
        Assert.Equal(20, found.Samples[0].Read().Width);
        Assert.Contains("outside of the 60 x 40 picture", Assert.Throws<FerKit.Imaging.ImageException>(() => found.Samples[1].Read()).Message);
    }

    [Theory]
    [InlineData("10 5 10 25")]
    [InlineData("10 25 30 5")]
    [InlineData("10 5 nan 25")]
    [InlineData("")]
    public void Read_ABoxWithoutExtent_IsExcluded(string box)
    {
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n");
        folder.Picture("Image/original/train_00001.jpg", 1, 60, 40);
        folder.Text("Annotation/boundingbox/train_00001_boundingbox.txt", box);
        ImageCollection found = RafDb.Read(folder.Path, original: true);
        Assert.Empty(found.Samples);
        Assert.Contains("is no box", Assert.Single(found.Excluded).Reason);
    }

    [Fact]
    public void Read_OriginalWithoutAnyBoxes_IsWholeAndSaysSo()
    {
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n");
        folder.Picture("Image/original/train_00001.jpg", 1, 60, 40);
        ImageCollection found = RafDb.Read(folder.Path, original: true);
        Assert.Equal(60, Assert.Single(found.Samples).Read().Width);
        Assert.Contains("so the photographs are whole", Assert.Single(found.Notes));
    }

    [Fact]
    public void Read_ClassFoldersInCapitals_AreFoundAndTheRestIsCounted()
    {
        folder.Picture("Train/1/a.jpg");
        folder.Picture("Train/7/b.jpg");
        folder.Picture("Test/1/c.jpg");
        folder.Text("Test/1/notes.txt", "x");
        folder.Picture("Test/1/deep/d.jpg");
        ImageCollection found = RafDb.Read(folder.Path);
        Assert.Equal(["Test/1/c.jpg surprise Test - -", "Train/1/a.jpg surprise Train - -", "Train/7/b.jpg neutral Train - -"], Trees.Lines(found));
        Assert.Matches(@"^passed over in the class folders: 1 files that are no pictures by their extension \(such as .+\), 1 folders \(such as .+\)$", found.Notes[1]);
    }

    [Theory]
    [InlineData("1", "7", "surprise", "neutral")]
    [InlineData("0", "6", "neutral", "anger")]
    public void Read_ClassFolders_TellWhoseNumbersTheyAre(string first, string last, string firstClass, string lastClass)
    {
        folder.Picture($"DATASET/train/{first}/a.jpg");
        folder.Picture($"DATASET/train/{last}/b.jpg");
        folder.Picture($"DATASET/test/{first}/c.jpg");
        Assert.Equal([$"test/{first}/c.jpg {firstClass} Test - -", $"train/{first}/a.jpg {firstClass} Train - -", $"train/{last}/b.jpg {lastClass} Train - -"], Trees.Lines(RafDb.Read(folder.Path)));
    }

    [Fact]
    public void Read_NumbersThatCouldBeEither_AreRefused()
    {
        folder.Picture("train/1/a.jpg");
        folder.Picture("test/1/b.jpg");
        Assert.Contains("neither a folder 0 nor a folder 7", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path)).Message);
    }

    [Fact]
    public void Read_NoLayout_SaysWhatIsExpected()
    {
        Assert.Contains("EmoLabel", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path)).Message);
        Assert.Contains("no such folder", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path + "x")).Message);
        folder.Text("EmoLabel/list_patition_label.txt", "train_00001.jpg 1\n");
        Assert.Contains("no folder Image/aligned", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path)).Message);
    }
}
