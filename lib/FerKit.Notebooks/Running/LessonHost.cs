using System.Diagnostics;
using System.Globalization;
using System.Text;
using FerKit.Notebooks.Kernel;

namespace FerKit.Notebooks.Running;

/// <summary>The inside of a <see cref="LessonProcess"/>.</summary>
public static class LessonHost
{
    /// <summary>Runs a lesson, stamps and writes it, and tells standard output about it.</summary>
    /// <param name="path">The lesson.</param>
    /// <param name="output">Where the executed one goes.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellation">Interrupts it.</param>
    public static async Task RunAsync(string path, string output, RunOptions options, CancellationToken cancellation)
    {
        using var messages = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        using var self = Process.GetCurrentProcess();
        ParentWatch.Begin(self.Kill);
        MemoryWatch.Start(EndForMemory);
        Console.SetIn(new NoInput());
        options = options with { OnCell = (cell, cells) => messages.Write(new LessonMessage(cell, cells).ToLine()) };
        RunResult run = await NotebookRunner.RunAsync(path, options: options, cancellation: cancellation).ConfigureAwait(false);
        LessonStamp.Of(run.Executed, options.FolderOf(path)).Write(run.Executed);
        run.Executed.Write(output);
        messages.Write(new LessonMessage(0, 0, new LessonOutcome(run.Cells, run.Outputs, run.Duration, run.Failure, run.Traceback, self.PeakWorkingSet64)).ToLine());
    }

    private static void EndForMemory(double gigabytes)
    {
        using (var errors = Console.OpenStandardError())
            errors.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{gigabytes:F1} GB of memory were in use, nearly all that a lesson may have\n")));
        Process.GetCurrentProcess().Kill();
    }
}
