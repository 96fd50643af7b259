using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Display;
using Microsoft.CodeAnalysis;

namespace FerKit.Notebooks.Sessions;

/// <summary>Errors told in the cell's own lines, without the frames of compiler and runner around it.</summary>
internal static partial class CellErrors
{
    private const int MaxFrames = 20;

    /// <summary>The compiler's errors: a line each, <c>(line,column): error CSxxxx: message</c>.</summary>
    internal static CellError OfCompiler(IEnumerable<Diagnostic> diagnostics, string cell)
    {
        List<Diagnostic> errors = [.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)];
        int? line = errors.Select(d => d.Location.GetLineSpan()).Where(span => IsCell(span.Path, cell))
            .Select(span => (int?)span.StartLinePosition.Line + 1).FirstOrDefault();
        return new CellError(errors[0].Id, errors[0].GetMessage(), line, [.. errors.Select(Describe)]);

        string Describe(Diagnostic error)
        {
            FileLinePositionSpan span = error.Location.GetLineSpan();
            string file = IsCell(span.Path, cell) ? "" : Path.GetFileName(span.Path);
            return $"{file}({span.StartLinePosition.Line + 1},{span.StartLinePosition.Character + 1}): error {error.Id}: {error.GetMessage()}";
        }
    }

    /// <summary>An exception that left the cell.</summary>
    internal static CellError OfException(Exception exception, string cell)
    {
        // Task.Wait and reflection wrap what the cell's author threw.
        while (exception is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException { InnerException: not null })
            exception = exception.InnerException!;

        var traceback = new List<string>();
        int? line = null;
        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            traceback.Add($"{(traceback.Count == 0 ? "" : "caused by ")}{e.GetType().Name}: {e.Message}");
            traceback.AddRange(Frames(e).Take(MaxFrames));
            line ??= LineOf(e, cell);
        }
        return new CellError(exception.GetType().Name, exception.Message, line, traceback);
    }

    private static int? LineOf(Exception exception, string cell) =>
        new StackTrace(exception, true).GetFrames().LastOrDefault(frame => IsCell(frame.GetFileName(), cell))?.GetFileLineNumber();

    private static IEnumerable<string> Frames(Exception exception)
    {
        List<StackFrame> frames = [.. new StackTrace(exception, true).GetFrames()];
        int last = frames.FindLastIndex(frame => frame.GetFileName() is { } file && IsScript(file));
        if (last >= 0)
            frames = frames[..(last + 1)];
        foreach (StackFrame frame in frames)
        {
            if (frame.GetMethod() is not { } method || IsPlumbing(method.DeclaringType?.FullName ?? ""))
                continue;
            string name = MethodName(method);
            string place = frame.GetFileName() is { } file && IsScript(file)
                ? $"{Path.GetFileName(file)}, line {frame.GetFileLineNumber()}" : "";
            yield return "   at " + (name.Length == 0 ? place : place.Length == 0 ? name : $"{name} in {place}");
        }
    }

    private static bool IsCell(string? file, string cell) => file is not null && Path.GetFileName(file) == cell;

    private static bool IsScript(string file) => Path.GetExtension(file) is "" or ".csx";

    private static bool IsPlumbing(string type) =>
        type.StartsWith("System.Runtime.", StringComparison.Ordinal)
        || type.StartsWith("System.Threading.", StringComparison.Ordinal)
        || type.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal)
        || type.StartsWith("FerKit.Notebooks.Sessions.", StringComparison.Ordinal);

    /// <summary>The name as its author wrote it; empty for the cell's own statements.</summary>
    private static string MethodName(MethodBase method)
    {
        string full = $"{method.DeclaringType?.FullName}.{method.Name}".Replace('+', '.');
        full = SubmissionPrefix().Replace(full, "");
        if (full.Contains("<Initialize>", StringComparison.Ordinal) && LocalFunction().Match(full) is { Success: false })
            return "";
        full = StateMachine().Replace(full, "$1");
        full = LocalFunction().Replace(full, "$1");
        return Lambda().Replace(full, "$1");
    }

    [GeneratedRegex(@"^Submission#\d+\.?")]
    private static partial Regex SubmissionPrefix();

    [GeneratedRegex(@"<(\w+)>d__\d+(?:`\d+)?\.MoveNext$")]
    private static partial Regex StateMachine();

    [GeneratedRegex(@"(?:<>c[\w]*\.)?<.*>g__(\w+)\|[\d_]+")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"(?:<>c[\w]*\.)?<(\w+)>b__[\d_]+")]
    private static partial Regex Lambda();
}
