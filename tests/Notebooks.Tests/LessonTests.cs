using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests;

// A lesson wants every core: other tests wait.
[CollectionDefinition(nameof(LessonTests), DisableParallelization = true)]
[Collection(nameof(LessonTests))]
public partial class LessonTests
{
    private const int LargestNotebook = 1_500_000;

    public static TheoryData<string> Names => [.. LessonSet.Find(Repository.Notebooks, []).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Lesson_AsItStands_RunsWhole(string name)
    {
        RunResult result = await NotebookRunner.RunAsync(Path.Combine(Repository.Notebooks, name));
        Assert.Null(result.Failure);
        JsonNode[] Outputs(Func<NotebookCell, bool> of) => [.. result.Executed.Cells.Where(cell => cell.IsCode && of(cell)).SelectMany(cell => cell.Outputs).Select(output => output!)];
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
            Assert.Empty(OutputComparison.Differences(kept, result.Executed, numbers: stamp.Machine == LessonStamp.Of(kept, Repository.Notebooks).Machine));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lesson_ThatIsKept_HasOutputsOfItsOwnCellsAndAPictureOfEveryChart(string name)
    {
        string path = Path.Combine(Repository.Notebooks, name);
        Notebook kept = Notebook.Read(path);
        if (kept.Cells.All(cell => cell.Outputs.Count == 0)) return;
        Assert.True(LessonStamp.Of(kept, Repository.Notebooks).Cells == LessonStamp.Read(kept)?.Cells, $"the outputs in {name} are of other cells or another setup.csx; run: ./ferkit notebooks {name[..2]} --keep");
        JsonNode[] charts = [.. kept.Cells.SelectMany(cell => cell.Outputs).Select(output => output!["data"]).OfType<JsonNode>().Where(data => data["application/vnd.plotly.v1+json"] is not null)];
        Assert.NotEmpty(charts);
        Assert.All(charts, data => Assert.StartsWith("iVBOR", (string?)data["image/png"], StringComparison.Ordinal));
        Assert.InRange(new FileInfo(path).Length, 1, LargestNotebook);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Names))]
    public async Task Lesson_WithItsSolutions_PraisesEveryExercise(string name)
    {
        Notebook notebook = Notebook.Read(Path.Combine(Repository.Notebooks, name)).Copy();
        NotebookCell[] solutions = [.. notebook.Cells.Where(cell => cell.Id.EndsWith("-solution", StringComparison.Ordinal))];
        Assert.NotEmpty(solutions);
        foreach (NotebookCell solution in solutions)
        {
            NotebookCell answer = notebook.Cells.Single(cell => cell.Id == solution.Id.Replace("-solution", "-answer", StringComparison.Ordinal));
            string code = FoldedCode().Match(solution.Source).Groups["code"].Value.TrimEnd();
            string declared = code[..(code.IndexOf('=') + 1)];
            string line = answer.Source.Split('\n').Single(l => l.StartsWith(declared, StringComparison.Ordinal));
            answer.Source = answer.Source.Replace(line, code, StringComparison.Ordinal);
        }
        RunResult result = await NotebookRunner.RunAsync(notebook, name, Repository.Notebooks, new RunOptions());
        Assert.Null(result.Failure);
        Assert.All(solutions, solution => Assert.StartsWith("Right. ", MultilineText.Join(
            result.Executed.Cells.Single(cell => cell.Id == solution.Id.Replace("-solution", "-answer", StringComparison.Ordinal)).Outputs.Single()!["text"])));
    }

    [GeneratedRegex("<details>.*```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FoldedCode();
}
