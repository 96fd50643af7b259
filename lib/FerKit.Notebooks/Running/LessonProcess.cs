using System.Diagnostics;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Running;

/// <summary>
/// Runs lessons in processes of their own, so that several can run at once: libtorch's random state and threads are a
/// process's. Whatever a lesson does to its process, the others run on.
/// </summary>
/// <param name="Program">FerKit.Cli.dll, which runs cells.</param>
/// <param name="Threads">For tensors in each, matrix products included.</param>
/// <param name="Jobs">Lessons at a time, at least one; they share the memory.</param>
public sealed record LessonProcess(string Program, int Threads = 1, int Jobs = 1)
{
    private const int Killed = 128 + 9;

    // Of the machine's memory, for the objects of .NET in all lessons together, as in the kernel; tensors come on top.
    private const int HeapPercent = 70;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs one lesson.</summary>
    /// <param name="path">The lesson.</param>
    /// <param name="output">Where the executed one is written, whole or not at all: stamped, also after a failure; as it stands and without outputs where its process died.</param>
    /// <param name="options">How it is run; clocks cannot be handed on.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="FerKitException">The program cannot be started; or not a notebook.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is written.</exception>
    public async Task<RunResult> RunAsync(string path, string output, RunOptions options, CancellationToken cancellation = default)
    {
        string name = Path.GetFileName(path);
        long start = options.Clock.GetTimestamp();
        using var temporary = new OwnTemporaryFolder();
        using Process process = DotnetProgram.Start([Program, .. Arguments(path, output, options)],
            [("OMP_NUM_THREADS", $"{Threads}"), ("DOTNET_GCHeapHardLimitPercent", $"{Math.Max(1, HeapPercent / Jobs):X}"), .. temporary.Variables]);
        using StreamWriter held = process.StandardInput;
        using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        Task exited = process.WaitForExitAsync(CancellationToken.None);
        int cell = 0;
        LessonOutcome? outcome = null;
        while (outcome is null && await NextLine().ConfigureAwait(false) is { } line)
        {
            if (LessonMessage.OfLine(line) is not { } message) continue;
            outcome = message.Outcome;
            if (outcome is not null) continue;
            cell = message.Cell;
            options.OnCell?.Invoke(cell, message.Cells);
        }
        if (outcome is not null) process.Kill(entireProcessTree: true);    // what a cell began may still run
        await exited.ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (outcome is { } end) return new RunResult(name, Notebook.Read(output), end.Cells, end.Outputs, end.Duration, end.Failure, end.Traceback) { PeakMemory = end.PeakMemory };

        await Task.WhenAny(errors, Task.Delay(Patience, CancellationToken.None)).ConfigureAwait(false);
        string place = cell == 0 ? $"{name}: before its first cell" : $"{name} cell {cell}:";
        string[] said = errors.IsCompleted ? errors.Result.Trim().Split('\n') : [];
        string why = said is [.., { Length: > 0 } last] ? $": {OneLine.Of(last)}" : process.ExitCode == Killed ? ": it was killed, perhaps for want of memory" : "";
        return new RunResult(name, WriteBlank(path, output), Math.Max(0, cell - 1), 0, options.Clock.GetElapsedTime(start), $"{place} the lesson's process ended with code {process.ExitCode}{why}",
            said);

        // Null at the end; a process that a cell began may hold the stream open beyond it.
        async Task<string?> NextLine()
        {
            Task<string?> read = process.StandardOutput.ReadLineAsync(CancellationToken.None).AsTask();
            if (await Task.WhenAny(read, exited).ConfigureAwait(false) == exited) await Task.WhenAny(read, Task.Delay(Patience, CancellationToken.None)).ConfigureAwait(false);
            return read.IsCompleted ? await read.ConfigureAwait(false) : null;
        }
    }

    private static string[] Arguments(string path, string output, RunOptions options) =>
    [
        "lesson-host", path, "--out", output, "--folder", options.FolderOf(path), "--cell-seconds", FormattableString.Invariant($"{options.CellTimeout.TotalSeconds}"),
        .. options.Parameters.SelectMany(one => (string[])["--parameter", $"{one.Key}={one.Value}"]),
    ];

    private static Notebook WriteBlank(string path, string output)
    {
        Notebook blank = Notebook.Read(path);
        blank.ClearOutputs();
        LessonStamp.Remove(blank);
        blank.Write(output);
        return blank;
    }
}
