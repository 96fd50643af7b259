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
    public async Task Run_TemporaryFilesOfALesson_AreGoneWhenItHasEnded()
    {
        string left = _folder.File("left");
        LessonBookResult book = await Run([Save("00-a", $"System.IO.File.WriteAllText(@\"{left}\", System.IO.Directory.CreateTempSubdirectory().FullName);"), Save("01-b", "System.Diagnostics.Process.GetCurrentProcess().Kill();")]);
        Assert.Null(book.Lessons[0].Failure);
        Assert.False(Directory.Exists(File.ReadAllText(left)));
        Assert.InRange(book.Lessons[0].PeakMemory, 50_000_000, 3_000_000_000);
    }

    [Fact]
    public async Task Run_LessonThatAllocatesWithoutEnd_FailsAndTheOtherRunsOn()
    {
        Environment.SetEnvironmentVariable("DOTNET_GCHeapHardLimit", "0x18000000");    // 384 MiB, which counts before the percentage
        try
        {
            LessonBookResult book = await Run(
            [
                Save("00-a", "var kept = new System.Collections.Generic.List<byte[]>();", "while (true) kept.Add(new byte[10_000_000]);"),
                Save("01-b", "var kept = new System.Collections.Generic.List<nint>();", "while (true) { nint piece = System.Runtime.InteropServices.Marshal.AllocHGlobal(10_000_000); unsafe { new System.Span<byte>((void*)piece, 10_000_000).Fill(1); } kept.Add(piece); }"),
                Save("02-c", "3"),
            ]);
            Assert.StartsWith("00-a.ipynb cell 2", book.Lessons[0].Failure, StringComparison.Ordinal);
            Assert.StartsWith("01-b.ipynb cell 2: the lesson's process ended with code ", book.Lessons[1].Failure, StringComparison.Ordinal);
            Assert.Contains("GB of memory were in use", book.Lessons[1].Failure);
            Assert.Null(book.Lessons[2].Failure);
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOTNET_GCHeapHardLimit", null);
        }
    }

    [Fact]
    public async Task Run_ParameterThatNoLessonHas_RunsNone()
    {
        var wrong = new RunOptions { Parameters = new Dictionary<string, string> { ["epochs"] = "1" } };
        await Assert.ThrowsAsync<ArgumentException>(() => Run([Save("00-a", "1")], wrong));
        Assert.False(File.Exists(_folder.File("out/00-a.ipynb")));
    }

    [Fact]
    public async Task Run_ParameterThatOneLessonLacks_ReachesTheOthers()
    {
        string with = _folder.File("01-b.ipynb");
        var notebook = new Notebook();
        notebook.InsertCode(0, "string device = \"cpu\";", "parameters", "parameters");
        notebook.AddCode("Console.Write(device);");
        notebook.Write(with);
        LessonBookResult book = await Run([Save("00-a", "1"), with], new RunOptions { Parameters = new Dictionary<string, string> { ["device"] = "cuda" } });
        Assert.All(book.Lessons, lesson => Assert.Null(lesson.Failure));
        Assert.Contains("cuda", book.Lessons[1].Executed.Cells[^1].Outputs.ToJsonString());
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
        LessonBook.RunAsync(lessons, _folder.File("out"), new LessonProcess(HostProcess.Program, threads, Jobs: 2), options, cancellation: cancellation);

    private string Save(string name, params string[] cells)
    {
        var notebook = new Notebook();
        foreach (string cell in cells) notebook.AddCode(cell);
        string path = _folder.File(name + ".ipynb");
        notebook.Write(path);
        return path;
    }
}
