using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Notebooks.Running;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit notebooks</c>, the main job.</summary>
internal static class NotebooksVerb
{
    public static Command Create()
    {
        var lessons = new Argument<string[]>("NN") { Description = "Lessons by number, e.g. 00; all when left out.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string?>("--out") { Description = "Folder for the executed notebooks and the site; artifacts/notebooks by default." };
        var parameter = new Option<string[]>("--parameter") { Description = "name=value for the parameters cells of those lessons that have it; may be repeated.", DefaultValueFactory = _ => [] };
        var keep = new Option<bool>("--keep") { Description = "Keep the outputs in the lessons themselves, stamped, with a picture of every chart: for those who change lessons." };
        var jobs = new Option<int>("--jobs") { Description = "Lessons at a time, each in a process of its own; by default one a core, with 3 GiB of memory each.", DefaultValueFactory = _ => LessonBook.UsualJobs };
        var threads = new Option<int>("--threads") { Description = "Threads for tensors in each lesson; with one the numbers are the same on any number of cores.", DefaultValueFactory = _ => 1 };
        var minutes = new Option<int>("--cell-minutes") { Description = "Minutes that one cell may take: more for scale=paper.", DefaultValueFactory = _ => 10 };
        var json = new Option<bool>("--json") { Description = "Print what ran as one JSON document." };
        var command = new Command("notebooks", "Runs the lessons and makes a browsable site of them.") { lessons, output, parameter, jobs, threads, minutes, keep, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(keep) && (parsed.GetValue(parameter) is { Length: > 0 } || parsed.GetResult(threads) is { Implicit: false }))
                throw new ArgumentException("--keep keeps what the lessons show as they stand: leave --parameter and --threads away.");
            var found = LessonSet.Find(Path.Combine(Home.Folder, "notebooks"), parsed.GetValue(lessons) ?? []);
            string folder = Path.GetFullPath(parsed.GetValue(output) ?? Path.Combine(Home.Folder, "artifacts", "notebooks"));
            OutputFolder.Make(folder, "name another folder with --out");
            var process = new LessonProcess(typeof(NotebooksVerb).Assembly.Location, parsed.InRange(threads, 1, 1024), parsed.InRange(jobs, 1, 256));
            var options = new RunOptions { Parameters = Parameters(parsed.GetRequiredValue(parameter)), CellTimeout = TimeSpan.FromMinutes(parsed.InRange(minutes, 1, 100_000)) };
            LessonBookResult result;
            using (var line = new LessonsLine(found.Count))
                result = await Stoppable(LessonBook.RunAsync(found, folder, process, options, line, parsed.GetValue(keep), cancellation), folder).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                JsonOutput.Write(new { Site = result.IndexPath, Lessons = result.Lessons.Select(lesson => new { lesson.Name, lesson.Cells, lesson.Outputs, Seconds = lesson.Duration.TotalSeconds, lesson.PeakMemory, lesson.Failure }) });
                return result.Succeeded ? 0 : 1;
            }
            foreach (var lesson in result.Lessons)
            {
                Console.WriteLine($"{lesson.Name}: {lesson.Cells} cells, {lesson.Outputs} outputs, {lesson.Duration.TotalSeconds:F0} s{(lesson.PeakMemory > 0 ? $", at most {lesson.PeakMemory / 1e9:F1} GB" : "")}{(lesson.Failure is null ? "" : ", FAILED")}");
                if (lesson.Failure is null) continue;
                Console.Error.WriteLine($"  {lesson.Failure}{(parsed.GetValue(CommandLine.Verbose) ? "" : " (--verbose shows where)")}");
                foreach (string line in parsed.GetValue(CommandLine.Verbose) ? lesson.Traceback : []) Console.Error.WriteLine($"  {line}");
            }
            Console.WriteLine($"open {result.IndexPath}");
            return result.Succeeded ? 0 : 1;
        });
        return command;
    }

    private static async Task<LessonBookResult> Stoppable(Task<LessonBookResult> run, string folder)
    {
        try
        {
            return await run.ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw new OperationCanceledException($"stopped; lessons that were done by then lie in {folder}, without pages.", e);
        }
    }

    /// <summary>Values by name, from <c>name=value</c>.</summary>
    /// <exception cref="ArgumentException">Something else is among them.</exception>
    internal static Dictionary<string, string> Parameters(string[] assignments) => assignments.ToDictionary(Key, Value);

    private static string Key(string assignment) => assignment.IndexOf('=') is var at and > 0
        ? assignment[..at] : throw new ArgumentException($"--parameter is '{assignment}': write name=value.");

    private static string Value(string assignment) => assignment[(assignment.IndexOf('=') + 1)..];
}
