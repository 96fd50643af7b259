using System.Diagnostics;
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
        ParentWatch.Begin(Process.GetCurrentProcess().Kill);
        Console.SetIn(new NoInput());
        options = options with { OnCell = (cell, cells) => messages.Write(new LessonMessage(cell, cells).ToLine()) };
        RunResult run = await NotebookRunner.RunAsync(path, options: options, cancellation: cancellation).ConfigureAwait(false);
        LessonStamp.Of(run.Executed, options.FolderOf(path)).Write(run.Executed);
        run.Executed.Write(output);
        messages.Write(new LessonMessage(0, 0, new LessonOutcome(run.Cells, run.Outputs, run.Duration, run.Failure, run.Traceback)).ToLine());
    }
}
