using System.CommandLine;
using System.Diagnostics;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench start</c>: how soon a training is under way.</summary>
internal static class BenchStartVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "What to train on, e.g. pack:FILE.", Required = true };
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var run = new RuntimeOptions();
        var command = new Command("start", "Seconds from the start of this process to the end of the first step of a training by recipe 'quick', its run folder made; once.") { data, model, json };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            parsed.CheckModel(model!);
            int threads = run.Apply(parsed);
            DirectoryInfo folder = Directory.CreateTempSubdirectory("ferkit-bench-");
            try
            {
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                double? seconds = null;
                var plan = new RunPlan(DataSource.FullSpec(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(model), Recipe.Quick, Device: run.Device(parsed), Threads: threads);
                using var set = DataOptions.Load(plan.Data, plan.Recipe.Size, new LoadOptions(), cancellation);
                try
                {
                    TrainingRun.Start(set, plan, Path.Combine(folder.FullName, "run"), new Synchronous<TrainingProgress>(_ =>
                    {
                        seconds ??= SinceStart();
                        stop.Cancel();
                    }), stop.Token).Dispose();
                }
                catch (OperationCanceledException) when (seconds is not null)
                {
                }
                if (parsed.GetValue(json)) JsonOutput.Write(new { Pictures = set.Count, set.Size, plan.Model, Seconds = seconds });
                else Console.WriteLine($"{seconds:F2} s to the first step of {plan.Model} on {set.Count} pictures of {set.Size} px");
            }
            finally
            {
                folder.Delete(recursive: true);
            }
            return Task.FromResult(0);
        });
        return command;
    }

    private static double SinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return (DateTime.Now - process.StartTime).TotalSeconds;
    }
}
