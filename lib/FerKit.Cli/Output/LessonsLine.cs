using FerKit.Notebooks.Running;

namespace FerKit.Cli.Output;

/// <summary>How many lessons are done and at which cells the others are, on one line of standard error that is written over.</summary>
internal sealed class LessonsLine(int lessons) : IProgress<LessonProgress>, IDisposable
{
    private readonly SortedDictionary<string, LessonProgress> running = new(StringComparer.Ordinal);
    private int done;

    /// <summary>Safe from several threads.</summary>
    public void Report(LessonProgress at)
    {
        lock (running)
        {
            if (!at.Done) running[at.Lesson] = at;
            else if (running.Remove(at.Lesson)) done++;
            if (!Console.IsErrorRedirected)
                OverwrittenLine.Write($"{done} of {lessons}", (double)done / lessons, string.Join(", ", running.Values.Select(one => $"{one.Lesson}: cell {one.Cell} of {one.Cells}")));
        }
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (!Console.IsErrorRedirected) Console.Error.Write("\r\e[K");
    }
}
