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
    public async Task CheckAnswer_AnyAnswer_SaysWhatToDo()
    {
        IReadOnlyList<NotebookCell> cells = await Run("CheckAnswer(false, false, \"Good.\", \"Try 1.\");\nCheckAnswer(true, false, \"Good.\", \"Try 1.\");\nCheckAnswer(true, true, \"Good.\", \"Try 1.\");");
        Assert.Equal(["No answer yet. Try 1.\n", "Not yet. Try 1.\n", "Right. Good.\n"], cells[1].Outputs.Single()!["text"]!.AsArray().Select(line => (string?)line));
    }
}
