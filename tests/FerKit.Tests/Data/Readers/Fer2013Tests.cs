using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Tests.Data.Readers;

public sealed class Fer2013Tests : IDisposable
{
    private static readonly string Good = string.Join(' ', Enumerable.Range(0, 2304).Select(i => i % 256));
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_Csv_MapsItsNumbersAndThreeParts()
    {
        folder.Text("fer2013.csv", $"emotion,pixels,Usage\n0,{Good},Training\n3,\"{Good}\",PublicTest\r\n6,{Good},PrivateTest\n");
        ImageCollection found = Fer2013.Read(folder.Path);
        Assert.Equal(["PrivateTest/00002 neutral Test - -", "PublicTest/00001 happiness Validation - -", "Training/00000 anger Train - -"], Trees.Lines(found));
        Assert.Equal(35_887, found.Published!.Counts.Sum(count => count.Count));
        var image = found.Samples[1].Read();
        Assert.Equal((48, 48), (image.Width, image.Height));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2], image.Pixels[..9]);
        using ImageSet set = CollectionDecoder.Decode(found, 48);
        Assert.Equal(3, set.Count);
        Assert.Equal((byte)(2303 % 256), set.Pixels(0)[^1]);
    }

    [Fact]
    public void Read_CsvInQuotes_IsReadAsWithoutThem()
    {
        folder.Text("a.csv", $"\"emotion\",\"pixels\",\"Usage\"\n\"3\",\"{Good}\", \"Training\"\n");
        ImageCollection found = Fer2013.Read(folder.File("a.csv"));
        Assert.Empty(found.Excluded);
        Assert.Equal(["Training/00000 happiness Train - -"], Trees.Lines(found));
    }

    [Fact]
    public void Read_ColumnsInAnotherOrder_AreFoundByName()
    {
        folder.Text("a.csv", $"\uFEFFUsage, pixels ,emotion\nTraining,{Good},5\n");
        Assert.Equal(["Training/00000 surprise Train - -"], Trees.Lines(Fer2013.Read(folder.File("a.csv"))));
    }

    [Fact]
    public void Read_DamagedRows_AreExcludedByNumber()
    {
        string shorter = Good[..Good.LastIndexOf(' ')];
        folder.Text("a.csv", $"emotion,pixels,Usage\n0,{shorter},Training\n7,{Good},Training\n1,{Good},Test\n1,{Good}\n1,{Good} 4,Training\n1,{Good.Replace("17 ", "256 ")},Training\n2,{Good},Training\n");
        ImageCollection found = Fer2013.Read(folder.File("a.csv"));
        Assert.Single(found.Samples);
        Assert.Equal(
        [
            "line 2: 2303 pixels, expected 2304", "line 3: emotion '7' is not in 0 .. 6", "line 4: Usage 'Test' is none of Training, PublicTest, PrivateTest",
            "line 5 has 2 fields, expected 3", "line 6: 2305 pixels, expected 2304", "line 7: pixel 18 is '256', expected a number from 0 to 255",
        ], found.Excluded.Select(one => one.Reason));
    }

    [Theory]
    [InlineData("emotion,Usage\n", "has no column 'pixels'")]
    [InlineData("", "is empty")]
    public void Read_NoSuchColumns_SaysWhich(string text, string says)
    {
        folder.Text("a.csv", text);
        Assert.Contains(says, Assert.Throws<FerKitException>(() => Fer2013.Read(folder.File("a.csv"))).Message);
    }

    [Fact]
    public void Read_ALineWithoutEnd_IsRefusedBeforeItIsReadWhole()
    {
        folder.Text("a.csv", $"emotion,pixels,Usage\n0,{string.Join(' ', Enumerable.Repeat("255", 40_000))}");
        Assert.Contains("line 2 has over 65536 characters", Assert.Throws<FerKitException>(() => Fer2013.Read(folder.File("a.csv"))).Message);
    }

    [Fact]
    public void Read_ManyRowsWithoutALastLineEnd_AreAllRead()
    {
        folder.Text("a.csv", "emotion,pixels,Usage\r\n" + string.Join("\r\n", Enumerable.Range(0, 40).Select(i => $"{i % 7},{Good},Training")));
        ImageCollection found = Fer2013.Read(folder.File("a.csv"));
        Assert.Equal(40, found.Samples.Count);
        Assert.Empty(found.Excluded);
    }

    [Fact]
    public void Read_FolderCopy_HasTwoPartsAndSummedCounts()
    {
        folder.Picture("train/angry/a.png");
        folder.Picture("test/surprise/b.png");
        ImageCollection found = Fer2013.Read(folder.Path);
        Assert.Equal(["test/surprise/b.png surprise Test - -", "train/angry/a.png anger Train - -"], Trees.Lines(found));
        Assert.Contains(new PublishedCount(DataSplit.Test, FerKit.Faces.Expression.Anger, 958), found.Published!.Counts);
    }
}
