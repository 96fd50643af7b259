using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Site;
using FerKit.Notebooks.Tests.Browsing;

namespace FerKit.Notebooks.Tests.Site;

/// <summary>A site of all lessons, as they are kept, and two small notebooks, open in a browser.</summary>
public sealed class BrowsedSite : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private BrowsedPage? _page;

    /// <summary>The pages in order: file names.</summary>
    public IReadOnlyList<string> Pages { get; private set; } = [];

    internal BrowsedPage Page => _page!;

    internal string Address(string page) => new Uri(Path.Combine(_folder.Path, page)).AbsoluteUri;

    /// <summary>What a page's file says.</summary>
    internal string Html(string page) => File.ReadAllText(Path.Combine(_folder.Path, page));

    public async Task InitializeAsync()
    {
        _page = new BrowsedPage(); // first, so that a missing browser is told at once
        SiteLesson[] lessons =
        [
            .. LessonSet.Find(Repository.Notebooks, []).Select(path => new SiteLesson(Path.GetFileName(path), Notebook.Read(path), TimeSpan.Zero, Failure: null)),
            await RunAsync("90-equations.ipynb", Equations()),
            await RunAsync("91-charts.ipynb", Charts()),
        ];
        SiteWriter.Write(lessons, _folder.Path);
        Pages = [.. lessons.Select(lesson => lesson.PageName)];
    }

    public Task DisposeAsync()
    {
        _page?.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    private static async Task<SiteLesson> RunAsync(string name, Notebook notebook)
    {
        RunResult run = await NotebookRunner.RunAsync(notebook, name, Repository.Notebooks, new RunOptions());
        Assert.Null(run.Failure);
        return new SiteLesson(name, run.Executed, run.Duration, run.Failure);
    }

    private static Notebook Equations()
    {
        var notebook = new Notebook();
        notebook.AddMarkdown("# Equations\n\nA kernel $K \\in \\mathbb{R}^{C \\times k \\times k}$ slides:\n\n$$\nf_{i,j} = \\sum_{p,q} K_{p,q}\\, g_{i+p,j+q}\n$$");
        notebook.AddMarkdown("<details><summary>Solution</summary>\n\nIt is $k^2 < 10$.\n\n```csharp\nint k = 3;\n```\n\n</details>");
        return notebook;
    }

    private static Notebook Charts()
    {
        var notebook = new Notebook();
        notebook.AddMarkdown("# Charts");
        notebook.AddCode("""
            #load "setup.csx"
            using FerKit.Figures;
            display(new PlotlyFigure("A </script> title").Add(PlotlyTrace.Line("a", [1, 2], [3, 4])).WithHeight(222));
            display(new PlotlyFigure("Bars").Add(PlotlyTrace.Bars("b", ["x", "y"], [1, 2])));
            """);
        notebook.AddCode("int silent = 1;");
        return notebook;
    }
}
