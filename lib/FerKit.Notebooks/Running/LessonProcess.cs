using System.ComponentModel;
using System.Diagnostics;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Running;

/// <summary>
/// Runs lessons in processes of their own, so that several can run at once: libtorch's random state and threads are a
/// process's. Whatever a lesson does to its process, the others run on.
/// </summary>
/// <param name="Program">FerKit.Cli.dll, which runs cells.</param>
/// <param name="Threads">libtorch's threads in each; null: as the lesson's set-up has it.</param>
public sealed record LessonProcess(string Program, int? Threads = null)
{
    private const int Killed = 128 + 9;

    /// <summary>Runs one lesson.</summary>
    /// <param name="path">The lesson.</param>
    /// <param name="output">Where the executed one is written, stamped, whole or not at all, also after a failure.</param>
    /// <param name="options">How it is run; clocks cannot be handed on.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="FerKitException">The program cannot be started; or not a notebook.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is written.</exception>
    public async Task<RunResult> RunAsync(string path, string output, RunOptions options, CancellationToken cancellation = default)
    {
        string name = Path.GetFileName(path);
        long start = options.Clock.GetTimestamp();
        using Process process = Start(path, output, options);
        using var ending = cancellation.Register(() => process.Kill(entireProcessTree: true));
        int cell = 0;
        LessonOutcome? outcome = null;
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false) is { } line)
        {
            if (LessonMessage.OfLine(line) is not { } message) continue;
            outcome = message.Outcome;
            if (outcome is not null) continue;
            cell = message.Cell;
            options.OnCell?.Invoke(cell, message.Cells);
        }
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (outcome is { } end) return new RunResult(name, Notebook.Read(output), end.Cells, end.Outputs, end.Duration, end.Failure, end.Traceback);
        Notebook blank = Notebook.Read(path);
        foreach (NotebookCell code in blank.Cells.Where(one => one.IsCode)) (code.Outputs, code.ExecutionCount) = ([], null);
        blank.Write(output);
        string why = process.ExitCode == Killed ? ": it was killed, perhaps for want of memory" : "";
        return new RunResult(name, blank, cell, 0, options.Clock.GetElapsedTime(start), $"{name} cell {cell}: the lesson's process ended with code {process.ExitCode}{why}",
            (await errors.ConfigureAwait(false)).Trim().Split('\n'));
    }

    private Process Start(string path, string output, RunOptions options)
    {
        var start = new ProcessStartInfo(DotnetProgram.Path, [Program, "lesson-host", path, "--out", output, "--folder", options.FolderOf(path), "--cell-seconds", FormattableString.Invariant($"{options.CellTimeout.TotalSeconds}")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string key, string value) in options.Parameters)
        {
            start.ArgumentList.Add("--parameter");
            start.ArgumentList.Add($"{key}={value}");
        }
        if (Threads is { } count) start.Environment["OMP_NUM_THREADS"] = $"{count}";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception problem)
        {
            throw new FerKitException($"dotnet cannot be started ({OneLine.Of(problem.Message)}): put it on the PATH.");
        }
    }
}
