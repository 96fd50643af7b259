using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Tests.Kernel;

namespace FerKit.Notebooks.Tests;

/// <summary>
/// All lessons, run once as <c>ferkit notebooks</c> runs them, when the first test asks; behind each exercise stand two more cells, one with a
/// wrong answer and one with its solution.
/// </summary>
public sealed partial class LessonRuns : IDisposable
{
    private const string Answer = "-answer", Solution = "-solution", Wrong = "-wrong", Solved = "-solved";

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Dictionary<string, RunResult>> _runs;

    public LessonRuns() => _runs = new(RunAll);

    /// <summary>The lessons' file names.</summary>
    public static TheoryData<string> Names => [.. LessonSet.Find(Repository.Notebooks, []).Select(path => Path.GetFileName(path))];

    public void Dispose() => _folder.Dispose();

    /// <summary>The whole run.</summary>
    public RunResult Of(string name) => _runs.Value[name];

    /// <summary>The lesson as it stands, executed.</summary>
    public Notebook AsItStands(string name)
    {
        var json = (JsonObject)Of(name).Executed.Json.DeepClone();
        json["cells"]!.AsArray().RemoveAll(cell => ((string)cell!["id"]!).EndsWith(Solved, StringComparison.Ordinal) || ((string)cell!["id"]!).EndsWith(Wrong, StringComparison.Ordinal));
        return Notebook.Parse(json.ToJsonString(), name);
    }

    /// <summary>The exercises' cells, answered rightly.</summary>
    public IReadOnlyList<NotebookCell> SolvedCells(string name) => Cells(name, Solved);

    /// <summary>The exercises' cells, answered wrongly.</summary>
    public IReadOnlyList<NotebookCell> WrongCells(string name) => Cells(name, Wrong);

    private NotebookCell[] Cells(string name, string kind) => [.. Of(name).Executed.Cells.Where(cell => cell.Id.EndsWith(kind, StringComparison.Ordinal))];

    private Dictionary<string, RunResult> RunAll()
    {
        string[] lessons = [.. LessonSet.Find(Repository.Notebooks, []).Select(WithSolutions)];
        var process = new LessonProcess(HostProcess.Program, Jobs: LessonBook.UsualJobs);
        return LessonBook.RunAsync(lessons, _folder.File("out"), process, new RunOptions { Folder = Repository.Notebooks }).GetAwaiter().GetResult().Lessons.ToDictionary(run => run.Name);
    }

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
            int behind = lesson.Cells.ToList().IndexOf(answer) + 1;
            lesson.InsertCode(behind, answer.Source.Replace(line, code, StringComparison.Ordinal), exercise + Solved);
            lesson.InsertCode(behind, answer.Source.Replace(line, $"{declared} {WrongValue(declared)};", StringComparison.Ordinal), exercise + Wrong);
        }
        string copy = _folder.File(Path.GetFileName(path));
        lesson.Write(copy);
        return copy;
    }

    // Of the type of the answer, and none of the right ones.
    private static string WrongValue(string declared) => declared.StartsWith("string", StringComparison.Ordinal) ? "\"?!\"" : declared.StartsWith('(') ? "(-99, -99)" : "-99";

    [GeneratedRegex("<details>.*```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex FoldedCode();
}
