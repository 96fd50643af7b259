using System.Text;
using FerKit.Data;
using FerKit.Data.Readers;
using FerKit.Faces;

namespace FerKit.Tests.Data;

public sealed class DataCheckTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Run_CountsAsPublished_Passes()
    {
        DataCheckReport report = DataCheck.Run(Collection(new PublishedCounts("us", [new(DataSplit.Train, Expression.Happiness, 2), new(DataSplit.Test, null, 1)])));
        Assert.True(report.Passed);
        Assert.Equal([new(DataSplit.Train, "happiness", 2, 2), new(DataSplit.Test, "all", 1, 1), new(DataSplit.Test, "sadness", 1, null)], report.Counts);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    [InlineData(2, null)]
    public void Run_CountsDiffer_Fails(int happy, int? sad)
    {
        var published = new List<PublishedCount> { new(DataSplit.Train, Expression.Happiness, happy) };
        if (sad is { } count) published.Add(new(DataSplit.Test, Expression.Sadness, count));
        Assert.False(DataCheck.Run(Collection(new PublishedCounts("us", published))).Passed);
    }

    [Fact]
    public void Run_SamePictureInTwoParts_IsNamedWhateverItsFile()
    {
        ImageCollection collection = Collection(null);
        byte[] png = File.ReadAllBytes(collection.Samples[0].Path);
        folder.Write("test/sad/copy.png", png);
        folder.Write("train/happy/copy.png", png);
        DataCheckReport report = DataCheck.Run(ExpressionFolders());
        Assert.Equal(["test/sad/copy.png", "test/sad/z.png", "train/happy/copy.png"], Assert.Single(report.Duplicates).Names);
        Assert.True(report.Passed);
    }

    [Fact]
    public void Run_SamePictureTwiceInOnePart_IsNoDuplicate()
    {
        ImageCollection collection = Collection(null);
        folder.Write("train/happy/copy.png", File.ReadAllBytes(collection.Samples[1].Path));
        folder.Write("train/sad/copy.png", File.ReadAllBytes(collection.Samples[1].Path));
        DataCheckReport report = DataCheck.Run(ExpressionFolders());
        Assert.Equal(5, report.Count);
        Assert.Empty(report.Duplicates);
    }

    [Fact]
    public void Run_DamagedPictures_AreNamedAndFail()
    {
        Collection(null);
        byte[] png = Pictures.Png(5);
        foreach (int percent in new[] { 0, 10, 50 }) folder.Write($"train/happy/cut{percent:D2}.png", png[..(png.Length * percent / 100)]);
        DataCheckReport report = DataCheck.Run(ExpressionFolders());
        Assert.Equal((report.Count - 3, 0), (report.Usable, report.Persons));
        Assert.Equal(["cut00.png", "cut10.png", "cut50.png"], report.Unreadable.Select(one => Path.GetFileName(one.Path)));
        Assert.False(report.Passed);
        Assert.All(report.Unreadable, one => Assert.DoesNotContain('\n', one.Reason));
    }

    [Fact]
    public void Run_RowsThatTheReaderExcluded_Fail()
    {
        folder.Write("fer2013.csv", Encoding.UTF8.GetBytes("emotion,pixels,Usage\n0,1 2 3,Training\n"));
        DataCheckReport report = DataCheck.Run(Fer2013.Read(folder.Path));
        Assert.Contains("3 pixels", Assert.Single(report.Unreadable).Reason);
        Assert.False(report.Passed);
    }

    [Fact]
    public void Run_WherePersonsAreKnown_CountsThem()
    {
        foreach (string name in new[] { "anna_1", "anna_2", "ben_1" }) folder.Write($"happy/{name}.png", Pictures.Png(name.Length));
        Assert.Equal(2, DataCheck.Run(ClassFolders.Read(folder.Path, "^(.+)_\\d$")).Persons);
    }

    private ImageCollection Collection(PublishedCounts? published)
    {
        folder.Write("train/happy/a.png", Pictures.Png(1));
        folder.Write("train/happy/b.png", Pictures.Png(2));
        folder.Write("test/sad/z.png", Pictures.Png(3));
        return ExpressionFolders() with { Published = published };
    }

    private ImageCollection ExpressionFolders() => CaerS.Read(folder.Path) with { Published = null };
}
