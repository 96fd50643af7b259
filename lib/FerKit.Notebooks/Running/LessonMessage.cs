using System.Text.Json;

namespace FerKit.Notebooks.Running;

/// <summary>What the process of a lesson tells the one that started it: the cell that begins, and at the end what became of the lesson.</summary>
internal sealed record LessonMessage(int Cell, int Cells, LessonOutcome? Outcome = null)
{
    // Other lines on the same stream are native libraries'.
    private const string Mark = "ferkit-lesson ";

    /// <summary>One line of text; begins anew behind what a library may have left there.</summary>
    public string ToLine() => $"\n{Mark}{JsonSerializer.Serialize(this)}\n";

    /// <summary>The message in a line; null when it holds none.</summary>
    public static LessonMessage? OfLine(string line) =>
        line.StartsWith(Mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<LessonMessage>(line[Mark.Length..]) : null;
}

/// <summary>A <see cref="RunResult"/> without the notebook, which goes by file.</summary>
internal sealed record LessonOutcome(int Cells, int Outputs, TimeSpan Duration, string? Failure, IReadOnlyList<string> Traceback, long PeakMemory);
