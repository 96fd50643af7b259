using System.Text.Json.Nodes;
using FerKit.Imaging;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests;

[Collection(nameof(EveryCore))]
public class LessonTests(LessonRuns runs)
{
    private const int LargestNotebook = 1_500_000;
    private const long MostMemory = 3_000_000_000;

    [Theory]
    [MemberData(nameof(LessonRuns.Names), MemberType = typeof(LessonRuns))]
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
        Assert.True(LessonStamp.Read(kept) is not null, $"{name} keeps no outputs; run: ./ferkit notebooks {name[..2]} --keep");
        Assert.Empty(OutputComparison.Differences(kept, executed, numbers: LessonStamp.Read(kept)!.Machine == LessonStamp.Read(executed)!.Machine));
        Assert.InRange(runs.Of(name).PeakMemory, 1, MostMemory);
    }

    [Theory]
    [MemberData(nameof(LessonRuns.Names), MemberType = typeof(LessonRuns))]
    public void Lesson_ThatIsKept_HasOutputsOfItsOwnCellsAndAPictureOfEveryChart(string name)
    {
        string path = Path.Combine(Repository.Notebooks, name);
        Notebook kept = Notebook.Read(path);
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

    // Among the overloads of TorchSharp's are complex numbers of an older .NET, of which .NET Interactive warns in the cell.
    [Theory]
    [MemberData(nameof(LessonRuns.Names), MemberType = typeof(LessonRuns))]
    public void Lesson_ThatMakesATensor_TakesFromArray(string name) =>
        Assert.All(Notebook.Read(Path.Combine(Repository.Notebooks, name)).Cells.Where(cell => cell.IsCode), cell => Assert.DoesNotMatch(@"(?<![\w.])tensor\(", cell.Source));

    [Theory]
    [MemberData(nameof(LessonRuns.Names), MemberType = typeof(LessonRuns))]
    public void Lesson_WithItsSolutions_PraisesEveryExerciseAndNoWrongAnswer(string name)
    {
        Assert.Null(runs.Of(name).Failure);
        Assert.NotEmpty(runs.SolvedCells(name));
        Assert.All(runs.WrongCells(name), cell => Assert.StartsWith("Not yet. ", MultilineText.Join(cell.Outputs.Single()!["text"])));
        Assert.Equal(runs.SolvedCells(name).Count, runs.WrongCells(name).Count);
        Assert.All(runs.SolvedCells(name), cell => Assert.StartsWith("Right. ", MultilineText.Join(cell.Outputs.Single()!["text"])));
    }
}
