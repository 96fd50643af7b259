using System.CommandLine;
using FerKit.Notebooks.Running;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit lesson-host</c>, which <see cref="LessonProcess"/> starts; not for people.</summary>
internal static class LessonHostVerb
{
    public static Command Create()
    {
        var lesson = new Argument<string>("NOTEBOOK");
        var output = new Option<string>("--out") { Required = true };
        var folder = new Option<string>("--folder") { Required = true };
        var seconds = new Option<double>("--cell-seconds") { Required = true };
        var parameter = new Option<string[]>("--parameter") { DefaultValueFactory = _ => [] };
        var command = new Command("lesson-host", "Runs one lesson for another process.") { lesson, output, folder, seconds, parameter };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new RunOptions
            {
                Folder = parsed.GetRequiredValue(folder),
                CellTimeout = TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
                Parameters = NotebooksVerb.Parameters(parsed.GetRequiredValue(parameter)),
            };
            await LessonHost.RunAsync(parsed.GetRequiredValue(lesson), parsed.GetRequiredValue(output), options, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }
}
