using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit train</c>.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var data = new DataOptions();
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var recipe = new Option<string>("--recipe") { Description = "quick, paper-pretrain, paper-finetune, or a JSON file.", DefaultValueFactory = _ => "quick" };
        var seed = new Option<ulong>("--seed") { Description = "Decides weights, order, augmentation and splits.", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--out") { Description = "The run folder to make.", Required = true };
        var weights = new Option<string?>("--weights") { Description = "Weights to start from." };
        var holdOut = new Option<double>("--holdout") { Description = "Share kept for the test where the data has no test part: of the persons where they are known.", DefaultValueFactory = _ => 0.2 };
        var fold = new Option<string?>("--fold") { Description = "Holds out one fold of the persons instead, e.g. 3/10.", HelpName = "I/K" };
        var run = new RuntimeOptions();
        var json = new Option<bool>("--json") { Description = "Print the result as one JSON document." };

        var command = new Command("train", "Trains a model; --key=value overrides a value of the recipe, e.g. --epochs=5 --batch=64 --size=64.")
        {
            model, recipe, seed, output, weights, holdOut, fold, json,
        };
        data.AddTo(command);
        run.AddTo(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
        {
            run.Apply(parsed);
            var chosen = RecipeText.Override(RecipeText.Parse(parsed.GetRequiredValue(recipe)), parsed.RecipeOverrides());
            var plan = new RunPlan(parsed.GetRequiredValue(data.Data), parsed.GetRequiredValue(model), chosen, parsed.GetValue(seed),
                HoldOut(parsed.GetValue(holdOut)), parsed.GetValue(weights), run.Device(parsed), parsed.GetValue(data.Subject), parsed.GetValue(data.Contempt),
                parsed.GetValue(fold) is { } text ? SubjectFold.Parse(text) : null);
            parsed.CheckModel(model!);
            RunFolder.CheckUnused(parsed.GetRequiredValue(output));
            using var set = data.Load(parsed, chosen.Size, cancellation);
            using var report = TrainingRun.Start(set, plan, parsed.GetRequiredValue(output), new TrainingLine(), cancellation);
            Print(report, parsed.GetRequiredValue(output), parsed.GetValue(json));
            return Task.FromResult(0);
        });
        return command;
    }

    private static double HoldOut(double share) => share is >= 0 and < 1
        ? share : throw new ArgumentException($"--holdout is {share}: it must be at least 0 and below 1.");

    private static void Print(TrainingReport report, string folder, bool json)
    {
        if (report.Parts.Warning is { } warning) Console.Error.WriteLine($"warning: {warning}");
        if (json)
        {
            JsonOutput.Write(new
            {
                Run = folder, Train = report.Parts.Train.Count, Validation = report.Parts.Validation.Count, TestPart = report.Parts.Kind,
                report.Epochs, Test = report.Test is null ? null : new MetricsReport(report.Test),
            });
            return;
        }
        Console.WriteLine(report.Test is { } test
            ? $"test ({report.Parts.Kind}, {test.Count} pictures): accuracy {test.Accuracy:P1}, macro-F1 {test.MacroF1:F3}; run kept in {folder}"
            : $"run kept in {folder}");
    }
}
