using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Tests.Kernel;

namespace FerKit.Notebooks.Tests;

/// <summary>All lessons, run once as <c>ferkit notebooks</c> runs them; behind each exercise stands one more cell, with its solution in it.</summary>
public sealed partial class LessonRuns : IAsyncLifetime
{
    private const string Answer = "-answer", Solution = "-solution", Solved = "-solved";

    private readonly TemporaryFolder _folder = new();
    private Dictionary<string, RunResult> _runs = [];

    public async Task InitializeAsync()
    {
        string[] lessons = [.. LessonSet.Find(Repository.Notebooks, []).Select(WithSolutions)];
        var book = await LessonBook.RunAsync(lessons, _folder.File("out"), new LessonProcess(HostProcess.Program, Jobs: LessonBook.UsualJobs), new RunOptions { Folder = Repository.Notebooks });
        _runs = book.Lessons.ToDictionary(run => run.Name);
    }

    public Task DisposeAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>The whole run.</summary>
    public RunResult Of(string name) => _runs[name];

    /// <summary>The lesson as it stands, executed.</summary>
    public Notebook AsItStands(string name)
    {
        var json = (JsonObject)Of(name).Executed.Json.DeepClone();
        json["cells"]!.AsArray().RemoveAll(cell => ((string)cell!["id"]!).EndsWith(Solved, StringComparison.Ordinal));
        return Notebook.Parse(json.ToJsonString(), name);
    }

    /// <summary>The exercises' cells, answered.</summary>
    public IReadOnlyList<NotebookCell> SolvedCells(string name) => [.. Of(name).Executed.Cells.Where(cell => cell.Id.EndsWith(Solved, StringComparison.Ordinal))];

    private string WithSolutions(string path)
    {
        Notebook lesson = Notebook.Read(path).Copy();
        foreach (NotebookCell solution in lesson.Cells.Where(cell => cell.Id.EndsWith(Solution, StringComparison.Ordinal)).ToArray())
        {
            string exercise = solution.Id[..^Solution.Length];
            NotebookCell answer = lesson.Cells.Single(cell => cell.Id == exercise + Answer);
            string code = FoldedCode().Match(solution.Source).Groups["code"].Value.TrimEnd();
            string declared = code[..(code.IndexOf('=') + 1)];
            string line = answer.Source.Split('\n').Single(l => l.StartsWith(declared, StringComparison.Ordinal));
            lesson.InsertCode(lesson.Cells.ToList().IndexOf(answer) + 1, answer.Source.Replace(line, code, StringComparison.Ordinal), exercise + Solved);
        }
        string copy = _folder.File(Path.GetFileName(path));
        lesson.Write(copy);
        return copy;
    }

    [GeneratedRegex("<details>.*```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FoldedCode();
}
