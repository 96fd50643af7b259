using FerKit.Notebooks.Baking;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Site;

namespace FerKit.Notebooks.Running;

/// <summary>What became of a run over several lessons.</summary>
/// <param name="Lessons">One result a lesson, in order.</param>
/// <param name="IndexPath">The index of the site made from them.</param>
public sealed record LessonBookResult(IReadOnlyList<RunResult> Lessons, string IndexPath)
{
    /// <summary>All ran to their ends.</summary>
    public bool Succeeded => Lessons.All(lesson => lesson.Succeeded);
}

/// <summary>The main job: runs lessons, keeps the executed notebooks, makes a site of them.</summary>
public static class LessonBook
{
    /// <summary>Runs lessons one after the other; one that fails does not keep the next from running.</summary>
    /// <param name="notebooks">Paths of the lessons.</param>
    /// <param name="output">The folder for executed notebooks and pages; made when missing.</param>
    /// <param name="options">How each lesson is run.</param>
    /// <param name="onLesson">Hears of each lesson before it runs.</param>
    /// <param name="keep">Puts the outputs of lessons that ran to their ends into the lessons themselves, with a picture of every chart, and stamps them.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="FerKitException">A lesson cannot be read, an output cannot be written, or there is no browser that draws the pictures.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; lessons that were done by then are written.</exception>
    public static async Task<LessonBookResult> RunAsync(IReadOnlyList<string> notebooks, string output, RunOptions? options = null,
        Action<string>? onLesson = null, bool keep = false, CancellationToken cancellation = default)
    {
        var results = new List<RunResult>();
        using var baker = keep ? FigureBaker.Open() : null;
        foreach (string path in notebooks)
        {
            onLesson?.Invoke(path);
            RunResult result = await NotebookRunner.RunAsync(path, Path.Combine(output, Path.GetFileName(path)), options, cancellation).ConfigureAwait(false);
            results.Add(result);
            if (baker is not null && result.Succeeded) Keep(result.Executed.Copy(), path, baker);
        }
        string index = SiteWriter.Write([.. results.Select(r => new SiteLesson(r.Name, r.Executed, r.Duration, r.Failure))], output);
        return new LessonBookResult(results, index);
    }

    private static void Keep(Notebook executed, string path, FigureBaker baker)
    {
        KeptOutputs.Bake(executed, baker);
        LessonStamp.Of(executed, Path.GetDirectoryName(Path.GetFullPath(path))!).Write(executed);
        executed.Write(path);
    }
}
