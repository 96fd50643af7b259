using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit eval</c>.</summary>
internal static class EvalVerb
{
    public static Command Create()
    {
        var data = new DataOptions();
        var run = new Option<string?>("--run") { Description = "The run folder whose best weights are scored." };
        var weights = new Option<string?>("--weights") { Description = "The weights file to score, instead of --run." };
        var runtime = new RuntimeOptions();
        var json = new Option<bool>("--json") { Description = "Print accuracy, macroF1, perClass, confusion and n as one JSON document." };
        var command = new Command("eval", "Scores a model on the test part of a data set, or on all of it where it has none.") { run, weights, json };
        data.AddTo(command);
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            string? folder = parsed.GetValue(run), file = parsed.GetValue(weights);
            if (folder is null == file is null) throw new ArgumentException("eval takes either --run RUN or --weights FILE.");
            var plan = folder is null ? null : RunFolder.ReadPlan(folder);
            var (model, description) = WeightsFile.Load(file ?? RunFolder.BestOf(folder!));
            using (model)
            {
                string spec = parsed.GetRequiredValue(data.Data);
                using var set = data.Load(parsed, description.InputSize, cancellation, plan is not null && IsSame(plan.Data, spec) ? plan.Subject : null);
                var (indices, part) = Part(set, spec, plan);
                if (folder is not null && !RunFolder.IsFinished(folder)) Console.Error.WriteLine($"warning: {folder} was stopped before its end; its best weights so far are scored.");
                if (part is null) Console.Error.WriteLine($"warning: {spec} has no test part, so all of it is scored; pictures that the model was trained on count too, if they are in it.");
                var device = new Device(runtime.Device(parsed));
                if (device.type != DeviceType.CPU) model.to(device);
                InferenceForm.Prepare(model);
                using var images = new DeviceImages(set, indices, description.Normalisation, device, ClassMap.Of(set, description));
                var matrix = Evaluator.Run(model, images, cancellation).Confusion(description.ClassNames);
                if (parsed.GetValue(json)) JsonOutput.Write(new MetricsReport(matrix));
                else Print(matrix, part ?? "all");
            }
            return Task.FromResult(0);
        });
        return command;
    }

    // For a run's own data the part that the run held out; else the official test part; else everything, which has no name.
    private static (IReadOnlyList<int> Indices, string? Name) Part(ImageSet set, string spec, RunPlan? plan)
    {
        if (plan is not null && IsSame(plan.Data, spec))
        {
            var own = DataParts.Of(set, plan.HoldOut, plan.Recipe.Validation, plan.Seed, plan.Fold);
            if (own.Warning is { } warning) Console.Error.WriteLine($"warning: {warning}");
            if (own.Test.Count > 0) return (own.Test, own.Kind == "official" ? "official test part" : own.Kind);
        }
        if (set.Splits.Contains(DataSplit.Test)) return ([.. Enumerable.Range(0, set.Count).Where(i => set.Splits[i] == DataSplit.Test)], "official test part");
        return ([.. Enumerable.Range(0, set.Count)], null);
    }

    // Whether two names mean the same data, however their paths are written.
    private static bool IsSame(string one, string other) => DataSource.FullSpec(one) == DataSource.FullSpec(other);

    private static void Print(ConfusionMatrix matrix, string part)
    {
        Console.WriteLine($"{matrix.Count} pictures ({part}): accuracy {matrix.Accuracy:P1}, macro-F1 {matrix.MacroF1:F3}");
        foreach (var score in matrix.PerClass)
            Console.WriteLine($"  {score.Name,-12} precision {score.Precision,6:P1}  recall {score.Recall,6:P1}  F1 {score.F1:F3}  of {score.Support}");
    }
}
