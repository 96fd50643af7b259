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
    public void ClassFolders_OtherFilesAndFolders_AreCounted()
    {
        folder.Picture("happy/a.jpg");
        folder.Picture("happy/deep/b.jpg");
        folder.Text("happy/c.tif", "x");
        folder.Text("happy/d.gif", "x");
        Assert.Equal("passed over in the class folders: 2 files that are no pictures by their extension, 1 folders", Assert.Single(ClassFolders.Read(folder.Path).Notes));
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
