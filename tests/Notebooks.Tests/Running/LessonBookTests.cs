using System.Diagnostics;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;
using FerKit.Notebooks.Tests.Kernel;

namespace FerKit.Notebooks.Tests.Running;

public sealed class LessonBookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LessonBookTests() => _folder.File("setup.csx", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Run_LessonThatKillsItsProcess_IsToldAndTheOthersRunOn()
    {
        string[] lessons = [Save("00-a", "1", "System.Diagnostics.Process.GetCurrentProcess().Kill();", "3"), Save("01-b", "Console.Write(\"whole\");")];
        LessonBookResult book = await Run(lessons);
        Assert.False(book.Succeeded);
        Assert.StartsWith("00-a.ipynb cell 2: the lesson's process ended with code ", book.Lessons[0].Failure, StringComparison.Ordinal);
        Assert.Null(book.Lessons[1].Failure);
        Assert.Contains("whole", Notebook.Read(_folder.File("out/01-b.ipynb")).Cells[0].Outputs.ToJsonString());
        Assert.Empty(Notebook.Read(_folder.File("out/00-a.ipynb")).Cells[0].Outputs);
        Assert.True(File.Exists(book.IndexPath));
    }

    [Fact]
    public async Task Run_LessonThatFails_NamesCellAndLineAndKeepsWhatCameBefore()
    {
        LessonBookResult book = await Run([Save("00-a", "1", "int a = 1;\nthrow new InvalidOperationException(\"no\");")]);
        Assert.Equal("00-a.ipynb cell 2 line 2: InvalidOperationException: no", book.Lessons[0].Failure);
        Assert.NotEmpty(book.Lessons[0].Traceback);
        Assert.Equal((2, 2), (book.Lessons[0].Cells, book.Lessons[0].Outputs));
    }

    [Fact]
    public async Task Run_TextOnTheProcessesOwnOutput_DoesNotHideTheResult()
    {
        LessonBookResult book = await Run([Save("00-a", "using (var own = Console.OpenStandardOutput()) own.Write(\"{no line end\"u8);\n7")]);
        Assert.Null(book.Lessons[0].Failure);
        Assert.Equal(1, book.Lessons[0].Outputs);
    }

    [Fact]
    public async Task Run_CellThatReadsTheKeyboard_IsRefused()
    {
        LessonBookResult book = await Run([Save("00-a", "Console.ReadLine()")]);
        Assert.Contains("no console to read from", book.Lessons[0].Failure);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Run_Threads_ReachTheLesson(int threads)
    {
        LessonBookResult book = await Run([Save("00-a", "Environment.GetEnvironmentVariable(\"OMP_NUM_THREADS\")")], threads: threads);
        Assert.Contains($"\"{threads}\"", book.Lessons[0].Executed.Cells[0].Outputs.ToJsonString());
    }

    [Fact]
    public async Task Run_LessonThatLeavesAThreadAndAProcessBehind_IsDoneAllTheSame()
    {
        LessonBookResult book = await Run([Save("00-a", "new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();", "System.Diagnostics.Process.Start(\"dotnet\", new[] { \"exec\", \"" + HostProcess.Program.Replace("\\", "\\\\") + "\", \"bench\", \"faces\", \"--count\", \"100000\" });")])
            .WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Null(book.Lessons[0].Failure);
    }

    [Fact]
    public async Task Run_ParameterThatOneLessonLacks_RunsNone()
    {
        var wrong = new RunOptions { Parameters = new Dictionary<string, string> { ["epochs"] = "1" } };
        await Assert.ThrowsAsync<ArgumentException>(() => Run([Save("00-a", "1")], wrong));
        Assert.False(File.Exists(_folder.File("out/00-a.ipynb")));
    }

    [Fact]
    public async Task Run_Cancelled_EndsTheProcessesAndWritesNothing()
    {
        string mark = _folder.File("mark");
        using var stop = new CancellationTokenSource();
        Task run = Run([Save("00-a", $"System.IO.File.WriteAllText(@\"{mark}\", $\"{{Environment.ProcessId}}\");", "System.Threading.Thread.Sleep(-1);")], cancellation: stop.Token);
        while (!(File.Exists(mark) && File.ReadAllText(mark).Length > 0) && !run.IsCompleted) await Task.Delay(20);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(File.ReadAllText(mark))));
        Assert.False(File.Exists(_folder.File("out/00-a.ipynb")));
    }

    [Fact]
    public async Task Host_WhoseParentIsGone_Ends()
    {
        string lesson = Save("00-a", "System.Threading.Thread.Sleep(-1);");
        var start = new ProcessStartInfo("dotnet", [HostProcess.Program, "lesson-host", lesson, "--out", _folder.File("out.ipynb"), "--folder", _folder.Path, "--cell-seconds", "600"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using Process host = Process.Start(start)!;
        try
        {
            string? line;
            do line = await host.StandardOutput.ReadLineAsync(); while (line?.Contains("\"Cell\":1") == false);
            Assert.NotNull(line);
            host.StandardInput.Close();
            await host.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        }
        finally
        {
            host.Kill();
        }
    }

    private Task<LessonBookResult> Run(string[] lessons, RunOptions? options = null, int threads = 1, CancellationToken cancellation = default) =>
        LessonBook.RunAsync(lessons, _folder.File("out"), new LessonProcess(HostProcess.Program, threads), jobs: 2, options, cancellation: cancellation);

    private string Save(string name, params string[] cells)
    {
        var notebook = new Notebook();
        foreach (string cell in cells) notebook.AddCode(cell);
        string path = _folder.File(name + ".ipynb");
        notebook.Write(path);
        return path;
    }
}
