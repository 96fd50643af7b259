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

/// <summary>Where a lesson is.</summary>
/// <param name="Lesson">Its name, <c>00-tour</c>.</param>
/// <param name="At">The code cell that begins, from 1, and of how many; null: the lesson has ended.</param>
public sealed record LessonProgress(string Lesson, (int Cell, int Cells)? At);

/// <summary>The main job: runs lessons, keeps the executed notebooks, makes a site of them.</summary>
public static class LessonBook
{
    // What a lesson may take.
    private const long LessonBytes = 3L << 30;

    /// <summary>As many lessons at a time as there are cores, and memory for.</summary>
    public static int UsualJobs { get; } = ParallelWork.Processes(LessonBytes, Environment.ProcessorCount);

    /// <summary>Runs lessons, several at a time, each in a process of its own; one that fails does not keep others from running.</summary>
    /// <param name="notebooks">Paths of the lessons.</param>
    /// <param name="output">The folder for executed notebooks and pages; made when missing.</param>
    /// <param name="process">What runs them, and how many at a time.</param>
    /// <param name="options">How each lesson is run.</param>
    /// <param name="progress">Hears of each code cell before it runs, and of each lesson's end; from several threads.</param>
    /// <param name="keep">Puts the outputs of lessons that ran to their ends into the lessons themselves, with a picture of every chart, and refreshes their pictures in the gallery.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="ArgumentException">A parameter that none of the lessons takes, or a value that does not fit.</exception>
    /// <exception cref="FerKitException">A lesson cannot be read, an output cannot be written, or there is no browser that draws the pictures.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; lessons that were done by then are written.</exception>
    public static async Task<LessonBookResult> RunAsync(IReadOnlyList<string> notebooks, string output, LessonProcess process, RunOptions? options = null,
        IProgress<LessonProgress>? progress = null, bool keep = false, CancellationToken cancellation = default)
    {
        options ??= new RunOptions();
        Dictionary<string, string>[] parameters = OwnParameters(notebooks, options.Parameters);
        var gate = new Lock();
        using var baker = keep ? FigureBaker.Open() : null;
        var results = new RunResult[notebooks.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, notebooks.Count), new ParallelOptions { MaxDegreeOfParallelism = process.Jobs, CancellationToken = cancellation }, async (i, stop) =>
        {
            string path = notebooks[i];
            string name = Path.GetFileNameWithoutExtension(path);
            var own = options with { Parameters = parameters[i], OnCell = (cell, cells) => progress?.Report(new LessonProgress(name, (cell, cells))) };
            results[i] = await process.RunAsync(path, Path.Combine(output, Path.GetFileName(path)), own, stop).ConfigureAwait(false);
            progress?.Report(new LessonProgress(name, null));
            if (baker is null || !results[i].Succeeded) return;
            lock (gate) Keep(results[i].Executed.Copy(), path, baker);
        }).ConfigureAwait(false);
        string index = SiteWriter.Write([.. results.Select(r => new SiteLesson(r.Name, r.Executed, r.Duration, r.Failure))], output);
        return new LessonBookResult(results, index);
    }

    // Of each lesson those that it has, checked now and not in an hour; one that no lesson has is an error.
    private static Dictionary<string, string>[] OwnParameters(IReadOnlyList<string> notebooks, IReadOnlyDictionary<string, string> given)
    {
        var lessons = notebooks.Select(path => (Name: Path.GetFileName(path), Notebook: Notebook.Read(path))).Select(lesson => (lesson.Name, lesson.Notebook, Has: ParameterCell.Names(lesson.Notebook))).ToArray();
        HashSet<string> known = [.. lessons.SelectMany(lesson => lesson.Has)];
        return [.. lessons.Select(lesson =>
        {
            Dictionary<string, string> own = new(given.Where(one => lesson.Has.Contains(one.Key) || !known.Contains(one.Key)));
            ParameterCell.Inject(lesson.Notebook, own, lesson.Name);
            return own;
        })];
    }

    private static void Keep(Notebook executed, string path, FigureBaker baker)
    {
        KeptOutputs.Bake(executed, baker);
        executed.Write(path);
        GalleryPicture.Write(executed, path);
    }
}
