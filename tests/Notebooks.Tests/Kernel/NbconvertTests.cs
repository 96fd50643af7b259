using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>Every lesson through <c>jupyter nbconvert --execute</c>, on the kit's kernel.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed class NbconvertTests(NbconvertRuns converted, LessonRuns runs) : IClassFixture<NbconvertRuns>
{
    [Theory]
    [MemberData(nameof(LessonRuns.Names), MemberType = typeof(LessonRuns))]
    public void Nbconvert_Lesson_LeavesTheOutputsOfTheRunner(string name)
    {
        var (code, output, errors) = converted.Of(name);
        Assert.True(code == 0, errors);
        Notebook expected = runs.AsItStands(name), actual = Notebook.Parse(output, name);
        // The first cell, where a page loads plotly.js and the runner does not.
        Assert.StartsWith("<script>", MultilineText.Join(First(actual).Outputs.Single()!["data"]!["text/html"]));
        First(actual).Outputs.Clear();
        Assert.Empty(First(expected).Outputs);
        Assert.Empty(OutputComparison.Differences(expected, actual, numbers: true));
    }

    private static NotebookCell First(Notebook notebook) => notebook.Cells.First(cell => cell.IsCode);
}

/// <summary>All lessons, each run once by nbconvert, as many at a time as the runner takes; when the first test asks.</summary>
public sealed class NbconvertRuns : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    private readonly JupyterFixture _jupyter = new();
    private readonly Lazy<Dictionary<string, (int Code, string Output, string Errors)>> _runs;

    public NbconvertRuns() => _runs = new(RunAll);

    public (int Code, string Output, string Errors) Of(string name) => _runs.Value[name];

    public void Dispose() => _jupyter.Dispose();

    private Dictionary<string, (int, string, string)> RunAll()
    {
        string python = _jupyter.Install();
        return LessonSet.Find(Repository.Notebooks, []).AsParallel().WithDegreeOfParallelism(LessonBook.UsualJobs).WithExecutionMode(ParallelExecutionMode.ForceParallelism)
            .Select(path => (Name: Path.GetFileName(path), Run: _jupyter.Run(python, ["-m", "nbconvert", "--to", "notebook", "--execute", "--stdin", "--stdout"], Repository.Notebooks, File.ReadAllText(path), Longest)))
            .ToDictionary(one => one.Name, one => one.Run);
    }
}
