using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Running;

public sealed class LessonSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LessonSetTests()
    {
        foreach (string name in (string[])["10-b.ipynb", "00-tour.ipynb", "02-lfa.ipynb", "draft.ipynb", "03-note.txt"])
            _folder.File(name, "");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "00-tour 02-lfa 10-b")]
    [InlineData("2 00", "00-tour 02-lfa")]
    [InlineData("10-b.ipynb 10", "10-b")]
    public void Find_Wanted_GivesThoseInOrder(string wanted, string expected) =>
        Assert.Equal(expected.Split(' '), LessonSet.Find(_folder.Path, wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Path.GetFileNameWithoutExtension));

    [Fact]
    public void Find_Unknown_SaysWhatThereIs()
    {
        Assert.Equal("no lesson '7'; there are 00-tour, 02-lfa, 10-b", Assert.Throws<ArgumentException>(() => LessonSet.Find(_folder.Path, ["7"])).Message);
        Assert.EndsWith("no such folder of notebooks", Assert.Throws<FerKitException>(() => LessonSet.Find(_folder.Path + "x", [])).Message);
    }
}
