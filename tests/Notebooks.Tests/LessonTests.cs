using System.Text.Json.Nodes;
using FerKit.Imaging;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests;

[Collection(nameof(EveryCore))]
public class LessonTests(LessonRuns runs) : IClassFixture<LessonRuns>
{
    private const int LargestNotebook = 1_500_000;

    public static TheoryData<string> Names => [.. LessonSet.Find(Repository.Notebooks, []).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Lesson_AsItStands_RunsWhole(string name)
    {
        Assert.Null(runs.Of(name).Failure);
        Notebook executed = runs.AsItStands(name);
        JsonNode[] Outputs(Func<NotebookCell, bool> of) => [.. executed.Cells.Where(cell => cell.IsCode && of(cell)).SelectMany(cell => cell.Outputs).Select(output => output!)];
        JsonNode[] outputs = Outputs(_ => true);
        Assert.DoesNotContain(outputs, output => (string?)output["name"] == "stderr");
        // Figures without faces, such as drawings, counts and quoted tables, stand in cells that are tagged so.
        Assert.All(Outputs(cell => !cell.HasTag("no-faces")).Select(output => output["data"]?["application/vnd.plotly.v1+json"]).OfType<JsonNode>(),
            figure => Assert.Matches(@"built-in (\w+ )?faces", (string)figure["layout"]!["title"]!["text"]!));
        Assert.Contains(outputs, output => output["data"]?["image/png"] is not null);
        Assert.Contains(outputs, output => MultilineText.Join(output["text"]).StartsWith("No answer yet. ", StringComparison.Ordinal));
        Notebook kept = Notebook.Read(Path.Combine(Repository.Notebooks, name));
        // A lesson that is being written keeps nothing yet.
        if (LessonStamp.Read(kept) is { } stamp)
            Assert.Empty(OutputComparison.Differences(kept, executed, numbers: stamp.Machine == LessonStamp.Read(executed)!.Machine));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lesson_ThatIsKept_HasOutputsOfItsOwnCellsAndAPictureOfEveryChart(string name)
    {
        string path = Path.Combine(Repository.Notebooks, name);
        Notebook kept = Notebook.Read(path);
        if (kept.Cells.All(cell => cell.Outputs.Count == 0)) return;
        Assert.True(LessonStamp.Of(kept, Repository.Notebooks).Cells == LessonStamp.Read(kept)?.Cells, $"the outputs in {name} are of other cells or another setup.csx; run: ./ferkit notebooks {name[..2]} --keep");
        Assert.EndsWith("threads: 1", LessonStamp.Read(kept)!.Machine, StringComparison.Ordinal);    // of others numbers would not be compared
        JsonNode[] charts = [.. kept.Cells.SelectMany(cell => cell.Outputs).Select(output => output!["data"]).OfType<JsonNode>().Where(data => data["application/vnd.plotly.v1+json"] is not null)];
        Assert.NotEmpty(charts);
        Assert.All(charts, data => Assert.StartsWith("iVBOR", (string?)data["image/png"], StringComparison.Ordinal));
        Assert.InRange(new FileInfo(path).Length, 1, LargestNotebook);
        RgbImage cover = GalleryPicture.Of(kept)!, gallery = ImageCodec.Read(GalleryPicture.PathOf(path));
        Assert.Equal((cover.Width, cover.Height), (gallery.Width, gallery.Height));
        Assert.InRange(cover.Pixels.Zip(gallery.Pixels, (one, other) => Math.Abs(one - other)).Average(), 0, 1);    // resampled elsewhere it may be rounded otherwise
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lesson_WithItsSolutions_PraisesEveryExercise(string name)
    {
        Assert.Null(runs.Of(name).Failure);
        Assert.NotEmpty(runs.SolvedCells(name));
        Assert.All(runs.SolvedCells(name), cell => Assert.StartsWith("Right. ", MultilineText.Join(cell.Outputs.Single()!["text"])));
    }
}
