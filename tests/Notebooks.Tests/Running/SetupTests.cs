using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Running;

public class SetupTests
{
    private static async Task<IReadOnlyList<NotebookCell>> Run(params string[] cells)
    {
        var notebook = new Notebook();
        notebook.AddCode("#load \"setup.csx\"\nusing FerKit.Figures;\nusing FerKit.Imaging;");
        foreach (string cell in cells)
            notebook.AddCode(cell);
        RunResult result = await NotebookRunner.RunAsync(notebook, "t.ipynb", Repository.Notebooks, new RunOptions());
        Assert.Null(result.Failure);
        return result.Executed.Cells;
    }

    [Fact]
    public async Task Setup_Figures_AreShownAsPlotlyAndHtml()
    {
        IReadOnlyList<NotebookCell> cells = await Run("new PlotlyFigure(\"t\").Add(PlotlyTrace.Line(\"a\", [1, 2], [3, 4]))");
        Assert.Empty(cells[0].Outputs);
        var data = (JsonObject)cells[1].Outputs.Single()!["data"]!;
        Assert.Equal(["application/vnd.plotly.v1+json", "text/html"], data.Select(form => form.Key));
        Assert.Equal("t", (string?)data["application/vnd.plotly.v1+json"]!["layout"]!["title"]!["text"]);
    }

    [Fact]
    public async Task Setup_Picture_IsShownAsPng()
    {
        IReadOnlyList<NotebookCell> cells = await Run("ImageGrid.Draw([new RgbImage(8, 8)], null, 1)");
        string png = (string)cells[1].Outputs.Single()!["data"]!["image/png"]!;
        Assert.Equal("\u0089PNG"u8.Length - 1, Convert.FromBase64String(png).AsSpan().IndexOf((byte)'\r'));
    }

    [Fact]
    public async Task Setup_KitTypes_AreThoseOfTheProgram()
    {
        IReadOnlyList<NotebookCell> cells = await Run("typeof(RgbImage).Assembly.Location", "StopToken().CanBeCanceled", "System.IO.Path.GetFileName(LessonFolder())");
        string[] texts = [.. cells.Skip(1).Select(cell => (string)cell.Outputs.Single()!["data"]!["text/plain"]![0]!)];
        Assert.Equal([typeof(FerKitException).Assembly.Location, "True", "notebooks"], texts);
    }

    [Fact]
    public async Task Setup_TemporaryFolder_IsAnEmptyOne()
    {
        IReadOnlyList<NotebookCell> cells = await Run("System.IO.Directory.GetFileSystemEntries(TemporaryFolder()).Length", "TemporaryFolder() != TemporaryFolder()");
        Assert.Equal(["0", "True"], cells.Skip(1).Select(cell => (string)cell.Outputs.Single()!["data"]!["text/plain"]![0]!));
    }

    [Fact]
    public async Task LiveCurves_InDotNetInteractive_AreUpdatedThroughTheRunningCellsContext()
    {
        // As its libraries have it: what display() returns there cannot be updated.
        using var folder = new TemporaryFolder();
        string stub = folder.File("Microsoft.DotNet.Interactive.dll");
        StandIn.Compile(stub, """
            namespace Microsoft.DotNet.Interactive;

            public sealed class KernelInvocationContext
            {
                public static KernelInvocationContext Current { get; set; }
                public System.Collections.Generic.List<string> Said { get; } = new();
            }

            public sealed class DisplayedValue(KernelInvocationContext context, int number)
            {
                public void Update(object value) => context.Said.Add($"{number} becomes {value.GetType().Name}");
            }

            public static class KernelInvocationContextExtensions
            {
                public static DisplayedValue Display(this KernelInvocationContext context, object value, params string[] mimeTypes)
                {
                    context.Said.Add($"{value.GetType().Name}");
                    return new(context, context.Said.Count);
                }
            }
            """);
        IReadOnlyList<NotebookCell> cells = await Run($$"""
            Type context = System.Runtime.Loader.AssemblyLoadContext.Default.LoadFromAssemblyPath(@"{{stub}}").GetType("Microsoft.DotNet.Interactive.KernelInvocationContext");
            object current = Activator.CreateInstance(context);
            context.GetProperty("Current").SetValue(null, current);
            var set = FerKit.Data.FaceSet.Draw(FerKit.Faces.FaceLook.Lab, 14, 0, 32, 1);
            var plan = new FerKit.Experiments.RunPlan("faces:lab", "resnet34:tiny", FerKit.Training.Recipe.Quick with { Epochs = 1 });
            var live = LiveCurves(plan, set);
            live.Report(new FerKit.Training.TrainingProgress(1, 1, 1, 1, 0.5, 100));
            context.GetProperty("Current").SetValue(null, null);
            string.Join(", ", (System.Collections.Generic.List<string>)context.GetProperty("Said").GetValue(current))
            """);
        Assert.Contains("HtmlFragment, 1 becomes HtmlFragment", cells[1].Outputs.Single()!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAnswer_AnyAnswer_SaysWhatToDo()
    {
        IReadOnlyList<NotebookCell> cells = await Run("CheckAnswer(false, false, \"Good.\", \"Try 1.\");\nCheckAnswer(true, false, \"Good.\", \"Try 1.\");\nCheckAnswer(true, true, \"Good.\", \"Try 1.\");");
        Assert.Equal(["No answer yet. Try 1.\n", "Not yet. Try 1.\n", "Right. Good.\n"], cells[1].Outputs.Single()!["text"]!.AsArray().Select(line => (string?)line));
    }
}
