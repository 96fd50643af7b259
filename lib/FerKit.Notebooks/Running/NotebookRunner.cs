using System.Text.Json.Nodes;
using FerKit.Notebooks.Display;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Running;

/// <summary>
/// Runs notebooks from top to bottom, without Jupyter. Tags: <c>raises-exception</c> (the cell has to fail),
/// <c>skip-execution</c>, <c>parameters</c>. The first cell that fails ends the run.
/// </summary>
public static class NotebookRunner
{
    /// <summary>Runs a notebook file. What its cells do wrong is in the result.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="output">Where the executed notebook is written, whole or not at all, also after a failure; null: nowhere.</param>
    /// <param name="options">How it is run; the defaults when null.</param>
    /// <param name="cancellation">Interrupts the running cell and ends the run.</param>
    /// <exception cref="FerKitException">Not a notebook.</exception>
    /// <exception cref="ArgumentException">A parameter that it does not take.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is written.</exception>
    public static async Task<RunResult> RunAsync(string path, string? output = null, RunOptions? options = null, CancellationToken cancellation = default)
    {
        Notebook notebook = Notebook.Read(path);
        options ??= new RunOptions();
        RunResult result = await RunAsync(notebook, Path.GetFileName(path), options.FolderOf(path), options, cancellation).ConfigureAwait(false);
        if (output is not null)
            result.Executed.Write(output);
        return result;
    }

    /// <summary>Runs a notebook in memory; <paramref name="notebook"/> itself is left as it is.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="folder">What relative paths inside it start from.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellation">Interrupts the running cell and ends the run.</param>
    public static async Task<RunResult> RunAsync(Notebook notebook, string name, string folder, RunOptions options, CancellationToken cancellation = default)
    {
        Notebook executed = notebook.Copy();
        ParameterCell.Inject(executed, options.Parameters, name);
        List<NotebookCell> code = [.. executed.Cells.Where(cell => cell.IsCode)];
        executed.ClearOutputs();

        long start = options.Clock.GetTimestamp();
        int ran = 0, outputs = 0;
        CellError? error = null;
        string? failure = null;
        using var session = new CSharpSession(new SessionOptions(folder) { Clock = options.Clock });
        for (int i = 0; i < code.Count && failure is null; i++)
        {
            NotebookCell cell = code[i];
            if (cell.HasTag("skip-execution") || string.IsNullOrWhiteSpace(cell.Source))
                continue;
            options.OnCell?.Invoke(i + 1, code.Count);
            CellResult result = await session.ExecuteAsync(cell.Source, $"cell {i + 1}", options.CellTimeout, cancellation: cancellation).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            cell.ExecutionCount = result.ExecutionCount;
            cell.Outputs = new JsonArray([.. result.Outputs.Select(output => (JsonNode)output.ToJson())]);
            ran++;
            outputs += result.Outputs.Count;
            error = result.Error;
            failure = Failure(cell, error, $"{name} cell {i + 1}");
        }
        return new RunResult(name, executed, ran, outputs, options.Clock.GetElapsedTime(start), failure, failure is null ? [] : error?.Traceback ?? []);
    }

    private static string? Failure(NotebookCell cell, CellError? error, string place)
    {
        if (cell.HasTag("raises-exception"))
            return error is null ? $"{place}: is tagged raises-exception but ran without one" : null;
        return error is null ? null : $"{place}{(error.Line is { } line ? $" line {line}" : "")}: {error.Name}: {error.Message}";
    }
}
