using FerKit.Notebooks.Running;

namespace FerKit.Cli.Output;

/// <summary>How many lessons are done and at which cells the others are, on one line of standard error that is written over.</summary>
internal sealed class LessonsLine(int lessons) : IProgress<LessonProgress>, IDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, (int Cell, int Cells)> running = new(StringComparer.Ordinal);
    private int done;

    /// <summary>Safe from several threads.</summary>
    public void Report(LessonProgress value)
    {
        lock (gate)
        {
            if (value.At is { } at) running[value.Lesson] = at;
            else
            {
                running.Remove(value.Lesson);
                done++;
            }
            if (!Console.IsErrorRedirected)
                OverwrittenLine.Write($"{done} of {lessons}", (double)done / lessons, string.Join(", ", running.Select(one => $"{one.Key}: cell {one.Value.Cell} of {one.Value.Cells}")));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (!Console.IsErrorRedirected) Console.Error.Write("\r\e[K");
    }
}
