using System.Text;
using FerKit.Data;

namespace FerKit.Tests.Data;

public sealed class MixtureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public MixtureTests()
    {
        for (int i = 0; i < 20; i++)
        {
            folder.Write($"CAER-S/train/Happy/{i:D2}.png", Pictures.Png(i));
            folder.Write($"CAER-S/test/Happy/{i:D2}.png", Pictures.Png(i));
            folder.Write($"other/train/anger/{i:D2}.png", Pictures.Png(i));
        }
        folder.Write("other/test/anger/0.png", Pictures.Png(0));
        folder.Write("fed/sad/1.png", Pictures.Png(1));
        folder.Write("fed/sad/2.png", Pictures.Png(2));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void List_PartsWithAndWithoutShare_AreDrawnFromTrainingPictures()
    {
        Write("""{"count": 12, "seed": 3, "parts": [{"data": "fedro:fed"}, {"data": "caers:CAER-S", "share": 0.6}, {"data": "fer2013:other", "share": 0.4}]}""");
        ImageCollection mixed = DataSource.Parse($"mixture:{folder.File("mix.json")}").List();
        Assert.Equal([("anger", 4), ("happiness", 6), ("sadness", 2)], mixed.Samples.GroupBy(s => mixed.ClassNames[s.Label]).Select(g => (g.Key, g.Count())).Order());
        Assert.All(mixed.Samples, sample => Assert.Equal(DataSplit.None, sample.Split));
        Assert.DoesNotContain(mixed.Samples, sample => sample.Name.Contains("test/"));
        Assert.Equal(12, mixed.Samples.Select(sample => sample.Name).Distinct().Count());
        Assert.Contains(mixed.Notes, note => note.StartsWith("fedro: FED-RO is a test set", StringComparison.Ordinal));
        Assert.Equal("fedro all, caers 0.6, fer2013 0.4", mixed.Settings["shares"]);
        Assert.Equal(mixed.Samples, DataSource.Parse($"mixture:{folder.File("mix.json")}").List().Samples);
    }

    [Fact]
    public void List_PartHoldsLess_TakesAllAndSaysSo()
    {
        Write("""{"count": 100, "parts": [{"data": "caers:CAER-S", "share": 0.5}, {"data": "fer2013:other", "share": 0.5}]}""");
        ImageCollection mixed = Mixture.Read(folder.File("mix.json")).List();
        Assert.Equal(40, mixed.Samples.Count);
        Assert.Contains("caers: 20 pictures of the 50 that its share asks for", mixed.Notes[0]);
    }

    [Fact]
    public void List_OnlySomePartsNamePersons_SaysThatASplitLeavesOthersOut()
    {
        folder.Write("CK+48/happy/S010_004_00000017.png", Pictures.Png(1));
        Write("""{"count": 30, "parts": [{"data": "ckplus:CK+48"}, {"data": "caers:CAER-S", "share": 1}]}""");
        var notes = Mixture.Read(folder.File("mix.json")).List().Notes;
        Assert.Contains(notes, note => note.StartsWith("caers: names no persons, while other parts do", StringComparison.Ordinal));
        Assert.Contains("21 pictures in all, of the 30 that were asked for: the parts hold no more for their shares", notes);
    }

    [Theory]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed", "share": 1.4}]}""", "mix.json: the share of 'fedro:fed' is 1.4")]
    [InlineData("""{"count": 0, "parts": [{"data": "fedro:fed"}]}""", "mix.json: the count is 0")]
    public void Read_WrongValues_NamesTheFile(string json, string says)
    {
        Write(json);
        Assert.Contains(says, Assert.Throws<FerKitException>(() => Mixture.Read(folder.File("mix.json"))).Message);
        Assert.Contains("none.json: no such file", Assert.Throws<FerKitException>(() => Mixture.Read(folder.File("none.json"))).Message);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(10)]
    public void List_SharesThatDoNotDivide_AddUpToTheCount(int count)
    {
        Write($$"""{"count": {{count}}, "parts": [{"data": "caers:CAER-S", "share": 0.5}, {"data": "fer2013:other", "share": 0.25}, {"data": "fedro:fed", "share": 0.25}]}""");
        Assert.InRange(Mixture.Read(folder.File("mix.json")).List().Samples.Count, count - 1, count);
    }

    [Theory]
    [InlineData("""{"count": 9, "parts": []}""", "needs parts")]
    [InlineData("""{"count": 0, "parts": [{"data": "fedro:fed"}]}""", "count is 0")]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed", "share": 0.5}]}""", "0.5 together")]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed", "share": 2}]}""", "is 2: it must be")]
    [InlineData("""{"count": 1, "parts": [{"data": "fedro:fed"}]}""", "hold 2 pictures, over the mixture's count of 1")]
    [InlineData("""{"count": 9, "parts": [{"data": "pack:fed"}]}""", "cannot be a part of a mixture")]
    [InlineData("""{"count": 9, "part": []}""", "is no mixture")]
    [InlineData("""{"count": 9, "parts": [{"data": "mixture:mix.json"}]}""", "cannot be a part of a mixture")]
    [InlineData("""{"count": 9, "parts": [{"data": "faces:wild"}]}""", "'faces:wild' cannot be a part of a mixture")]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed"}, {"data": "fedro:fed", "share": 1}]}""", "twice")]
    [InlineData("""{"parts": []}""", "it needs a count and parts")]
    [InlineData("""{"count": 9, "parts": [{"share": 1}]}""", "each part its data")]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed", "shares": 1}]}""", "line 1: there is no key 'shares', did you mean 'share'?")]
    [InlineData("""{"count": "many", "parts": []}""", "line 1: 'count' has a value of the wrong kind")]
    [InlineData("""{"count": 9, "parts": [{"data": "fedro:fed", "subject": "^(a)"}]}""", "subject expression applies to folder: alone")]
    [InlineData("""{"count": 9, "parts": [null]}""", "is null")]
    [InlineData("", "it is empty")]
    [InlineData("nonsense", "line 1 is no valid JSON")]
    [InlineData("{\"count\": 9,\n\"parts\": [{]}", "line 2 is no valid JSON")]
    public void List_WrongValues_AreOneLine(string json, string says)
    {
        Write(json);
        Exception e = Assert.ThrowsAny<Exception>(() => Mixture.Read(folder.File("mix.json")).List());
        Assert.True(e is ArgumentException or FerKitException);
        Assert.Contains(says, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void List_FolderPartWithSubject_NamesItsPersons()
    {
        folder.Write("people/happy/ada_1.png", Pictures.Png(1));
        Write("""{"count": 1, "parts": [{"data": "folder:people", "subject": "^(.+)_"}]}""");
        Assert.Equal("ada", Assert.Single(Mixture.Read(folder.File("mix.json")).List().Samples).Subject);
    }

    [Fact]
    public void Paper_Counts_AddUpToFiftyThousand()
    {
        Mixture paper = Mixture.Paper("a", "b", "c");
        Assert.Equal(50_000, paper.Count);
        Assert.Equal(["fedro:b", "caers:a", "affectnet:c"], paper.Parts.Select(part => part.Data));
    }

    private void Write(string json) => folder.Write("mix.json", Encoding.UTF8.GetBytes(json));
}
