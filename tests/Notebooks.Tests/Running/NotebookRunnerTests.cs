using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Running;

public sealed class NotebookRunnerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Save(Action<Notebook> build)
    {
        var notebook = new Notebook();
        build(notebook);
        string path = _folder.File("in/lesson.ipynb");
        notebook.Write(path);
        return path;
    }

    [Fact]
    public async Task Run_WholeNotebook_WritesOutputsAndCounts()
    {
        _folder.File("in/setup.csx", "int Two() => 2;");
        string input = Save(n =>
        {
            n.AddMarkdown("# Lesson");
            n.AddCode("#load \"setup.csx\"\nConsole.WriteLine(\"hello\");");
            n.AddCode("Two()");
            n.AddCode("   ");
        });
        string output = _folder.File("out/lesson.ipynb");
        RunResult result = await NotebookRunner.RunAsync(input, output);

        Assert.Null(result.Failure);
        Assert.Equal((2, 2), (result.Cells, result.Outputs));
        Notebook executed = Notebook.Read(output);
        Assert.Equal("""[{"name":"stdout","output_type":"stream","text":["hello\n"]}]""", executed.Cells[1].Outputs.ToJsonString());
        Assert.Equal("""[{"data":{"text/plain":["2"]},"execution_count":2,"metadata":{},"output_type":"execute_result"}]""", executed.Cells[2].Outputs.ToJsonString());
        Assert.Equal([null, 1, 2, null], executed.Cells.Select(cell => cell.ExecutionCount));
        Assert.Empty(Notebook.Read(input).Cells[1].Outputs);
    }

    [Fact]
    public async Task Run_Twice_GivesTheSameBytes()
    {
        string input = Save(n => n.AddCode("display(1);\nConsole.Write(2);\n3"));
        string first = _folder.File("1.ipynb"), second = _folder.File("2.ipynb");
        await NotebookRunner.RunAsync(input, first);
        await NotebookRunner.RunAsync(first, second);
        Assert.Equal(File.ReadAllText(first), File.ReadAllText(second));
    }

    [Fact]
    public async Task Run_CellFails_StopsThereAndNamesCellAndLine()
    {
        string input = Save(n =>
        {
            n.AddCode("int a = 1;");
            n.AddMarkdown("between");
            n.AddCode("\n\nthrow new FormatException(\"no number\");");
            n.AddCode("Console.Write(\"never\");");
        });
        string output = _folder.File("out.ipynb");
        RunResult result = await NotebookRunner.RunAsync(input, output);
        Assert.Equal("lesson.ipynb cell 2 line 3: FormatException: no number", result.Failure);
        Assert.Equal("   at cell 2, line 3", result.Traceback[1]);
        Assert.Equal(2, result.Cells);
        Notebook executed = Notebook.Read(output);
        Assert.Equal("error", (string?)executed.Cells[2].Outputs[0]!["output_type"]);
        Assert.Empty(executed.Cells[3].Outputs);
    }

    [Fact]
    public async Task Run_CompileError_NamesCellAndLine()
    {
        RunResult result = await NotebookRunner.RunAsync(Save(n => n.AddCode("\nint a = b;")));
        Assert.Equal("lesson.ipynb cell 1 line 2: CS0103: The name 'b' does not exist in the current context", result.Failure);
    }

    [Fact]
    public async Task Run_EndlessCell_FailsByItsTimeout()
    {
        RunResult result = await NotebookRunner.RunAsync(Save(n => n.AddCode("while (true) ;")), null, new RunOptions { CellTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Equal("lesson.ipynb cell 1: CellTimeout: stopped after its 0.05 s", result.Failure);
    }

    [Fact]
    public async Task Run_TaggedCells_AreSkippedOrHaveToFail()
    {
        RunResult result = await NotebookRunner.RunAsync(Save(n =>
        {
            n.AddCode("throw new Exception(\"expected\");", null, "raises-exception");
            n.AddCode("throw new Exception(\"skipped\");", null, "skip-execution");
            n.AddCode("1");
        }));
        Assert.Null(result.Failure);
        Assert.Equal("error", (string?)result.Executed.Cells[0].Outputs[0]!["output_type"]);
        Assert.Empty(result.Executed.Cells[1].Outputs);

        RunResult quiet = await NotebookRunner.RunAsync(Save(n => n.AddCode("1", null, "raises-exception")));
        Assert.Equal("lesson.ipynb cell 1: is tagged raises-exception but ran without one", quiet.Failure);
    }

    [Fact]
    public async Task Run_Parameters_TakeThePlaceOfTheDefaults()
    {
        string input = Save(n =>
        {
            n.AddCode("string data = \"faces:wild\";\nint seed = 1;\ndouble rate = 0.1;\nvar quick = true;", null, "parameters");
            n.AddCode("$\"{data} {seed} {rate} {quick}\"");
        });
        var parameters = new Dictionary<string, string> { ["data"] = "folder:C:\\\"x\"", ["seed"] = "-7", ["rate"] = "5e-4", ["quick"] = "False" };
        RunResult result = await NotebookRunner.RunAsync(input, null, new RunOptions { Parameters = parameters });
        Assert.Null(result.Failure);
        Assert.Equal("folder:C:\\\"x\" -7 0.0005 False", (string?)result.Executed.Cells[2].Outputs[0]!["data"]!["text/plain"]![0]);
        Assert.True(result.Executed.Cells[1].HasTag("injected-parameters"));

        string again = _folder.File("again.ipynb");
        result.Executed.Write(again);
        RunResult second = await NotebookRunner.RunAsync(again, null, new RunOptions { Parameters = new Dictionary<string, string> { ["seed"] = "2" } });
        Assert.Equal(3, second.Executed.Cells.Count);
        Assert.Equal("faces:wild 2 0.1 True", (string?)second.Executed.Cells[2].Outputs[0]!["data"]!["text/plain"]![0]);
    }

    [Theory]
    [InlineData("sed", "1", "lesson.ipynb: no parameter 'sed'; it has data, seed, list")]
    [InlineData("seed", "one", "lesson.ipynb: parameter 'seed' is a whole number, not 'one'")]
    [InlineData("seed", "1; Evil()", "lesson.ipynb: parameter 'seed' is a whole number, not '1; Evil()'")]
    [InlineData("list", "1", "lesson.ipynb: parameter 'list' cannot be set: its default is not a plain text, number, true or false")]
    public async Task Run_ParameterThatDoesNotFit_SaysWhatDoes(string key, string value, string message)
    {
        string input = Save(n => n.AddCode("string data = \"x\";\nint seed = 1;\nvar list = new int[0];", null, "parameters"));
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() =>
            NotebookRunner.RunAsync(input, null, new RunOptions { Parameters = new Dictionary<string, string> { [key] = value } }));
        Assert.Equal(message, e.Message);
    }

    [Fact]
    public async Task Run_ParametersWithoutTheirCell_SaysSo()
    {
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() =>
            NotebookRunner.RunAsync(Save(n => n.AddCode("1")), null, new RunOptions { Parameters = new Dictionary<string, string> { ["a"] = "1" } }));
        Assert.Equal("lesson.ipynb: it takes no parameters (no cell is tagged 'parameters')", e.Message);
    }

    [Fact]
    public async Task Run_Cancelled_ThrowsAndWritesNothing()
    {
        using var cancel = new CancellationTokenSource();
        string output = _folder.File("out.ipynb");
        Task<RunResult> run = NotebookRunner.RunAsync(Save(n => n.AddCode("while (!FerKit.Notebooks.RunningCell.Cancellation.IsCancellationRequested) ;")), output,
            new RunOptions { OnCell = (_, _) => cancel.Cancel() }, cancel.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void CellTimeout_NotPositive_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunOptions { CellTimeout = TimeSpan.Zero });

    [Fact]
    public async Task Run_UnknownFields_Stay()
    {
        string input = Save(n => n.AddCode("1"));
        JsonObject json = Notebook.Read(input).Json;
        json["cells"]![0]!["metadata"]!["mine"] = 5;
        File.WriteAllText(input, json.ToJsonString());
        RunResult result = await NotebookRunner.RunAsync(input);
        Assert.Equal(5, (int)result.Executed.Cells[0].Json["metadata"]!["mine"]!);
    }
}
