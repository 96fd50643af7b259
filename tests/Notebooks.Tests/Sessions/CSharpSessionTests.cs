using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Tests.Sessions;

public sealed class CSharpSessionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CSharpSession _session;

    public CSharpSessionTests() => _session = new CSharpSession(new SessionOptions(_folder.Path) { Grace = TimeSpan.FromMilliseconds(50) });

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private async Task<CellResult> Run(params string[] cells)
    {
        CellResult result = null!;
        foreach (string cell in cells)
            result = await _session.ExecuteAsync(cell);
        return result;
    }

    private static string Plain(CellResult result)
    {
        Assert.Null(result.Error);
        return ((DisplayOutput)result.Outputs[^1]).Data["text/plain"]!;
    }

    [Fact]
    public async Task Execute_LaterCell_SeesVariablesFunctionsTypesAndUsings()
    {
        CellResult result = await Run(
            "using System.Globalization;\nint x = 20;\nint Twice(int a) => 2 * a;\nrecord Point(int X, int Y);",
            "x = Twice(x) + 2;",
            "new Point(x, CultureInfo.InvariantCulture.LCID)");
        Assert.Equal("Point { X = 42, Y = 127 }", Plain(result));
        Assert.Equal(3, result.ExecutionCount);
    }

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("\"text\"", "text")]
    [InlineData("0.5", "0.5")]
    [InlineData("new[] { 1, 2 }", "[ 1, 2 ]")]
    [InlineData("Enumerable.Range(0, 100)", "[ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, ... ]")]
    [InlineData("await Task.FromResult(7)", "7")]
    public async Task Execute_TrailingExpression_IsTheResult(string code, string expected)
    {
        CellResult result = await Run(code);
        Assert.Equal(expected, Plain(result));
        Assert.Equal(1, ((DisplayOutput)result.Outputs[0]).ExecutionCount);
    }

    [Theory]
    [InlineData("var x = 1;")]
    [InlineData("1.ToString();")]
    [InlineData("void F() { }\nF();")]
    [InlineData("")]
    [InlineData("// nothing")]
    public async Task Execute_NoTrailingExpression_ShowsNothing(string code)
    {
        CellResult result = await Run(code);
        Assert.Null(result.Error);
        Assert.Empty(result.Outputs);
    }

    [Fact]
    public async Task Execute_ConsoleAndDisplays_KeepTheirOrder()
    {
        CellResult result = await Run("""
            Console.Write("a");
            Console.WriteLine("b");
            display(1);
            Console.Error.WriteLine("e");
            await Task.Run(() => Console.WriteLine("from a task"));
            2.Display();
            3
            """);
        Assert.Null(result.Error);
        Assert.Collection(result.Outputs,
            o => Assert.Equal(new StreamOutput("stdout", "ab\n"), o),
            o => Assert.Equal("1", ((DisplayOutput)o).Data["text/plain"]),
            o => Assert.Equal(new StreamOutput("stderr", "e\n"), o),
            o => Assert.Equal(new StreamOutput("stdout", "from a task\n"), o),
            o => Assert.Null(((DisplayOutput)o).ExecutionCount),
            o => Assert.Equal(1, ((DisplayOutput)o).ExecutionCount));
    }

    [Fact]
    public async Task Execute_LiveListener_HearsOutputsAndUpdatesAsTheyCome()
    {
        var heard = new List<CellOutput>();
        CellResult result = await _session.ExecuteAsync("var shown = display(\"old\");\nConsole.Write(\"x\");\nshown.Update(\"new\");", live: heard.Add);
        Assert.Equal(["DisplayOutput", "StreamOutput", "DisplayUpdate"], heard.Select(o => o.GetType().Name));
        Assert.Equal("new", ((DisplayOutput)result.Outputs[0]).Data["text/plain"]);
        Assert.Equal(2, result.Outputs.Count);
    }

    [Fact]
    public async Task Execute_TwoSessionsAtOnce_KeepTheirOutputsApart()
    {
        using var other = new CSharpSession(new SessionOptions(_folder.Path));
        const string code = "for (int i = 0; i < 50; i++) { Console.Write(\"NAME\"); await Task.Yield(); }";
        CellResult[] results = await Task.WhenAll(
            _session.ExecuteAsync(code.Replace("NAME", "a")), other.ExecuteAsync(code.Replace("NAME", "b")));
        Assert.Equal(new string('a', 50), ((StreamOutput)results[0].Outputs.Single()).Text);
        Assert.Equal(new string('b', 50), ((StreamOutput)results[1].Outputs.Single()).Text);
    }

    [Fact]
    public async Task Execute_ContinuationsAfterAwait_StayOnTheSessionsThread()
    {
        CellResult result = await Run("int before = Environment.CurrentManagedThreadId;", """
            await Task.Delay(1);
            before == Environment.CurrentManagedThreadId
            """);
        Assert.Equal("True", Plain(result));
    }

    [Fact]
    public async Task Execute_ExceptionInAnEarlierFunction_TellsTheCellsOwnLines()
    {
        CellResult result = await Run(
            "int Check(int a)\n{\n    if (a > 10)\n        throw new InvalidOperationException(\"too big\");\n    return a;\n}",
            "var y = 1;\n\nawait Task.Yield();\nCheck(11);\ny = 2;");
        Assert.Equal("InvalidOperationException", result.Error!.Name);
        Assert.Equal(4, result.Error.Line);
        Assert.Equal(["InvalidOperationException: too big", "   at Check in cell 1, line 4", "   at cell 2, line 4"], result.Error.Traceback);
        Assert.IsType<ErrorOutput>(result.Outputs[^1]);
    }

    [Fact]
    public async Task Execute_AfterAnException_KeepsWhatWasSetBefore()
    {
        CellResult result = await Run("int a = 1;", "a = 2; int b = 3; throw new Exception(\"x\");", "(a, b)");
        Assert.Equal("(2, 3)", Plain(result));
    }

    [Fact]
    public async Task Execute_LambdaAndLibraryFrames_ReadAsWritten()
    {
        CellResult result = await Run("var all = new[] { 1 }.Select(v =>\n    v / (v - v)).ToList();");
        Assert.Equal(1, result.Error!.Line);
        Assert.Equal("DivideByZeroException: Attempted to divide by zero.", result.Error.Traceback[0]);
        Assert.Equal("   at cell 1, line 2", result.Error.Traceback[1]);
        Assert.DoesNotContain(result.Error.Traceback, line => line.Contains("Submission", StringComparison.Ordinal) || line.Contains("CodeAnalysis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_ErrorInATask_NamesTheCauseNotTheWrapper()
    {
        CellResult result = await Run("Task.Run(() => throw new FormatException(\"inner\")).Wait();");
        Assert.Equal("FormatException", result.Error!.Name);
        Assert.Equal("inner", result.Error.Message);
    }

    // The runtime throws these from a helper of its own, where optimised code no longer knows its line.
    [Theory]
    [InlineData("int[] few = [1, 2];\nint i = 2;\nConsole.WriteLine(few[i]);", "IndexOutOfRangeException", 3)]
    [InlineData("int F(int n)\n{\n    int[] few = [1];\n    return few[n];\n}\nF(3)", "IndexOutOfRangeException", 6)]
    [InlineData("int many = int.MaxValue;\nchecked\n{\n    many++;\n}", "OverflowException", 4)]
    [InlineData("int none = 0;\nConsole.WriteLine(1 / none);", "DivideByZeroException", 2)]
    public async Task Execute_RuntimesOwnException_TellsTheLine(string code, string name, int line)
    {
        CellResult result = await Run(code);
        Assert.Equal(name, result.Error!.Name);
        Assert.Equal(line, result.Error.Line);
        Assert.All(result.Error.Traceback, frame => Assert.NotEqual("at", frame.Trim()));
    }

    [Fact]
    public async Task Execute_DoesNotCompile_TellsLineColumnAndNumber()
    {
        CellResult result = await Run("int a = 1;\nint b = missing;");
        Assert.Equal("CS0103", result.Error!.Name);
        Assert.Equal(2, result.Error.Line);
        Assert.Equal("(2,9): error CS0103: The name 'missing' does not exist in the current context", result.Error.Traceback.Single());
        Assert.Equal("5", Plain(await Run("5")));
    }

    [Fact]
    public async Task Execute_LoadedFile_GivesItsFunctionsAndItsErrorsNameIt()
    {
        _folder.File("deep/helpers.csx", "int Seven() => 7;\nvoid Fail()\n{\n    throw new Exception(\"no\");\n}");
        _folder.File("setup.csx", "#load \"deep/helpers.csx\"\nint Eight() => Seven() + 1;");
        Assert.Equal("15", Plain(await Run("#load \"setup.csx\"\nusing System.Text;", "Seven() + Eight()")));
        CellResult failed = await Run("Fail();");
        Assert.Equal(["Exception: no", "   at Fail in helpers.csx, line 4", "   at cell 3, line 1"], failed.Error!.Traceback);
        Assert.Equal(1, failed.Error.Line);
    }

    [Fact]
    public async Task Execute_LoadedFileDoesNotCompile_NamesTheFile()
    {
        _folder.File("broken.csx", "\nint x = nothing;");
        CellResult result = await Run("#load \"broken.csx\"");
        Assert.StartsWith("broken.csx(2,9): error CS0103", result.Error!.Traceback[0]);
        Assert.Null(result.Error.Line);
    }

    [Fact]
    public async Task Execute_ReferenceToOwnAssemblyElsewhere_UsesTheLoadedOne()
    {
        string assembly = typeof(FerKitException).Assembly.Location;
        File.Copy(assembly, _folder.File("copy/FerKit.dll"));
        CellResult result = await Run("#r \"copy/FerKit.dll\"\nFerKit.FerKitException e = new(\"x\");", "e.GetType().Assembly.Location");
        Assert.Equal(assembly, Plain(result));
    }

    [Fact]
    public async Task Execute_MissingReference_SaysSo()
    {
        CellResult result = await Run("\n#r \"nowhere.dll\"");
        Assert.Equal("CS0006", result.Error!.Name);
        Assert.Equal(2, result.Error.Line);
    }

    [Theory]
    [InlineData("var a = 1;\n#!pwsh\nls", 2, "'#!pwsh' is a magic command of another notebook host")]
    [InlineData("#!time", 1, "'#!time' is a magic command")]
    [InlineData("#r \"nuget: No Package!, 1.0\"", 1, "'No Package!, 1.0' is no package and version")]
    public async Task Execute_LineOfAnotherHost_SaysWhatItIs(string code, int line, string message)
    {
        CellResult result = await Run(code);
        Assert.Equal(line, result.Error!.Line);
        Assert.StartsWith(message, result.Error.Message);
    }

    [Fact]
    public async Task Execute_MagicInsideAString_IsText() =>
        Assert.Equal("a\n#!b", Plain(await Run("\"\"\"\na\n#!b\n\"\"\"")));

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("while (true) try { Thread.Sleep(1); } catch { }")]
    [InlineData("Thread.Sleep(-1);")]
    [InlineData("await Task.Delay(-1);")]
    [InlineData("new TaskCompletionSource().Task.Wait();")]
    public async Task Execute_CellWithoutEnd_IsStoppedAndTheSessionLivesOn(string endless)
    {
        CellResult result = null!;
        await Run("using System.Threading;\nint a = 1;");
        result = await _session.ExecuteAsync("a = 2;\nConsole.Write(\"so far\");\n" + endless + "\na = 3;", timeout: TimeSpan.FromMilliseconds(200));
        Assert.Equal("CellTimeout", result.Error!.Name);
        Assert.Equal("stopped after its 0.2 s", result.Error.Message);
        Assert.Equal("so far", ((StreamOutput)result.Outputs[0]).Text);
        Assert.Equal("2", Plain(await Run("a")));
    }

    [Fact]
    public async Task Execute_Interrupted_CellSeesTheToken()
    {
        using var interrupt = new CancellationTokenSource();
        CellResult result = await _session.ExecuteAsync("""
            int steps = 0;
            var stop = FerKit.Notebooks.RunningCell.Cancellation;
            Console.Write("running");
            do steps++; while (!stop.IsCancellationRequested);
            Console.Write(" stopped");
            """, live: _ => interrupt.Cancel(), cancellation: interrupt.Token);
        Assert.Equal("CellInterrupted", result.Error!.Name);
        Assert.Equal("running stopped", ((StreamOutput)result.Outputs[0]).Text);
        Assert.Equal("True", Plain(await Run("steps > 0")));
    }

    [Fact]
    public async Task Execute_StoppedCell_DoesNotGoOnLater()
    {
        await Run("var gate = new TaskCompletionSource();\nint reached = 0;");
        CellResult stopped = await _session.ExecuteAsync("await gate.Task;\nreached = 1;", timeout: TimeSpan.FromMilliseconds(50));
        Assert.Equal("CellTimeout", stopped.Error!.Name);
        Assert.Equal("0", Plain(await Run("gate.SetResult();", "await Task.Delay(20);\nreached")));
    }

    [Fact]
    public async Task Execute_MillionLines_AreCutAndSayingSo()
    {
        using var session = new CSharpSession(new SessionOptions(_folder.Path) { MaxCharacters = 1000 });
        CellResult result = await session.ExecuteAsync("for (int i = 0; i < 1_000_000; i++) Console.WriteLine(i);\nfor (int i = 0; i < 1_000; i++) display(i);\n1");
        string text = ((StreamOutput)result.Outputs[0]).Text;
        Assert.Equal(1000, text.IndexOf("\n[output cut: a cell may print 1,000 characters]", StringComparison.Ordinal));
        Assert.Equal(502, result.Outputs.Count);
        Assert.Equal(new StreamOutput("stderr", "[output cut: a cell may display 500 objects]\n"), result.Outputs[^1]);
    }

    [Fact]
    public async Task Execute_ProgressLine_KeepsItsLastState()
    {
        CellResult result = await Run("for (int i = 0; i <= 100; i += 50) Console.Write($\"\\r{i} %\");\nConsole.WriteLine();");
        Assert.Equal(new StreamOutput("stdout", "100 %\n"), result.Outputs.Single());
    }

    [Fact]
    public async Task Execute_FormatterThrows_FailsTheCellNotTheSession()
    {
        CellResult result = await Run("class Bad { public override string ToString() => throw new Exception(\"bad\"); }\nnew Bad()");
        Assert.Equal("bad", result.Error!.Message);
        Assert.Equal("3", Plain(await Run("3")));
    }
}
