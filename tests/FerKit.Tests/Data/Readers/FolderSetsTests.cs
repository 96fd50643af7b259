using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Tests.Data.Readers;

public sealed class FolderSetsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void CaerS_OneAboveOrItself_GivesTheSame()
    {
        folder.Picture("CAER-S/train/Anger/0001.png");
        folder.Picture("CAER-S/test/Sad/0001.png");
        string[] lines = Trees.Lines(CaerS.Read(folder.Path));
        Assert.Equal(["test/Sad/0001.png sadness Test - -", "train/Anger/0001.png anger Train - -"], lines);
        Assert.Equal(lines, Trees.Lines(CaerS.Read(folder.File("CAER-S"))));
    }

    [Fact]
    public void EverySet_OneFolderDeeper_GivesTheSame()
    {
        folder.Text("raf/RAF-DB/basic/EmoLabel/list_patition_label.txt", "train_00001.jpg 5\n");
        folder.Picture("raf/RAF-DB/basic/Image/aligned/train_00001_aligned.jpg");
        folder.Picture("ck/CK+/cohn-kanade-images/S005/001/S005_001_00000001.png");
        folder.Text("ck/CK+/Emotion/S005/001/S005_001_00000001_emotion.txt", "3");
        folder.Picture("fer/archive/train/angry/a.png");
        folder.Picture("fer/archive/test/angry/a.png");
        folder.Picture("affect/AffectNet/train_set/images/0.jpg");
        folder.Write("affect/AffectNet/train_set/annotations/0_exp.npy", Trees.Npy("|S1", "0"u8.ToArray()));
        foreach (string set in new[] { "raf", "ck", "fer", "affect" }) folder.Text($"{set}/__MACOSX/train/x", "x");
        Assert.Equal(Trees.Lines(RafDb.Read(folder.File("raf/RAF-DB"))), Trees.Lines(RafDb.Read(folder.File("raf"))));
        Assert.Equal(Trees.Lines(CkPlus.Read(folder.File("ck/CK+"))), Trees.Lines(CkPlus.Read(folder.File("ck"))));
        Assert.Equal(Trees.Lines(Fer2013.Read(folder.File("fer/archive"))), Trees.Lines(Fer2013.Read(folder.File("fer"))));
        Assert.Equal(Trees.Lines(AffectNet.Read(folder.File("affect/AffectNet"))), Trees.Lines(AffectNet.Read(folder.File("affect"))));
    }

    [Fact]
    public void RafDb_TwoCopiesOneFolderDeeper_AreRefused()
    {
        folder.Text("one/EmoLabel/list_patition_label.txt", "train_00001.jpg 5\n");
        folder.Text("two/EmoLabel/list_patition_label.txt", "train_00001.jpg 5\n");
        Assert.Contains("holds neither EmoLabel", Assert.Throws<FerKitException>(() => RafDb.Read(folder.Path)).Message);
    }

    [Fact]
    public void CaerS_AFolderOfContempt_IsPassedOverWithoutAdvice()
    {
        folder.Picture("train/Contempt/1.png");
        folder.Picture("train/Sad/1.png");
        folder.Picture("test/Sad/1.png");
        ImageCollection found = CaerS.Read(folder.Path);
        Assert.Equal(["1 pictures of contempt passed over: caers has no such class"], found.Notes);
        Assert.Empty(found.Settings);
    }

    [Fact]
    public void FedRo_ClassFolders_AreAllTest()
    {
        folder.Picture("happy/a.jpg");
        folder.Picture("fear/b.jpg");
        ImageCollection found = FedRo.Read(folder.Path);
        Assert.Equal(["fear/b.jpg fear Test - -", "happy/a.jpg happiness Test - -"], Trees.Lines(found));
        Assert.Equal(400, found.Published!.Counts.Sum(count => count.Count));
    }

    [Fact]
    public void FedRo_AFolderThatIsNoExpression_IsRefused()
    {
        folder.Picture("happy/a.jpg");
        folder.Picture("3/b.jpg");
        Assert.Contains("'3' is no expression", Assert.Throws<FerKitException>(() => FedRo.Read(folder.Path)).Message);
    }

    [Fact]
    public void FerAndCaerS_WithoutOfficialParts_AskForThem()
    {
        folder.Picture("happy/a.jpg");
        Assert.Contains("expected fer2013.csv, or the copy's train and test", Assert.Throws<FerKitException>(() => Fer2013.Read(folder.Path)).Message);
        Assert.Contains("expected CAER-S's train and test", Assert.Throws<FerKitException>(() => CaerS.Read(folder.Path)).Message);
    }

    [Fact]
    public void ClassFolders_OfAnotherLayout_NamesTheKinds()
    {
        folder.Picture("basic/Image/a.jpg");
        Assert.Contains("it may be a set with a layout of its own, such as rafdb:", Assert.Throws<FerKitException>(() => ClassFolders.Read(folder.Path)).Message);
    }

    [Fact]
    public void ClassFolders_OtherFilesAndFolders_AreCounted()
    {
        folder.Picture("happy/a.jpg");
        folder.Picture("happy/deep/b.jpg");
        folder.Text("happy/c.tif", "x");
        folder.Text("happy/d.gif", "x");
        Assert.Equal($"passed over in the class folders: 2 files that are no pictures by their extension (such as {Path.Combine(folder.Path, "happy", "c.tif")}), 1 folders (such as {Path.Combine(folder.Path, "happy", "deep")})",
            Assert.Single(ClassFolders.Read(folder.Path).Notes));
        Assert.Equal(2, FedRo.Read(folder.Path).Notes.Count);
    }

    [Theory]
    [InlineData("RafDb", 1, 7)]
    [InlineData("Fer2013", 0, 6)]
    [InlineData("CkPlus", 0, 7)]
    [InlineData("AffectNet", 0, 7)]
    [InlineData("Paper", 0, 6)]
    public void ExpressionTable_EachSet_NumbersEveryExpressionOnce(string name, int first, int last)
    {
        var table = (ExpressionTable)typeof(ExpressionTable).GetProperty(name)!.GetValue(null)!;
        Assert.Equal((first, last), (table.First, table.Last));
        Assert.Equal(last - first + 1, table.Expressions.Distinct().Count());
        Assert.All(table.Expressions, expression => Assert.Equal(expression, table.Find(table.NumberOf(expression))));
        Assert.Null(table.Find(first - 1));
        Assert.Null(table.Find(last + 1));
    }
}
