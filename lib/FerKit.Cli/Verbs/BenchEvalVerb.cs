using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench eval</c>.</summary>
internal static class BenchEvalVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 64 };
        var batch = new Option<int>("--batch") { Description = "Pictures at a time, as eval takes them.", DefaultValueFactory = _ => 64 };
        var steps = new Option<int>("--steps") { Description = "Batches of each measurement.", DefaultValueFactory = _ => 8 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var run = new RuntimeOptions();
        var command = new Command("eval", "Images a second scored as eval does it on a pack, in turn with bench infer's forward on one batch again and again.") { model, size, batch, steps, json };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            parsed.CheckModel(model!);
            var settings = new BenchSettings("eval", parsed.GetRequiredValue(model), parsed.InRange(size, 32, 512), parsed.InRange(batch, 1, 64),
                run.Apply(parsed), parsed.InRange(steps, 1, 10_000), run.Device(parsed), new ComputeOptions(), new TwinOptions());
            using var eval = new EvalSide(settings, cancellation);
            using var infer = new ModelSide(settings, settings.Model);
            var pairs = ModelBench.Alternate(eval, infer, settings.Steps, settings.Steps, cancellation);
            double scored = pairs.Select(pair => pair.Ours).Median();
            double? forward = pairs.Select(pair => pair.Other).Median();
            if (parsed.GetValue(json)) JsonOutput.Write(new BenchResult(settings, __version__, scored, null, "bench infer", forward, pairs.Select(pair => pair.Ratio).Median(), null, null, pairs));
            else Console.WriteLine($"{settings.Model} {scored:F1} images/s scored, {forward:F1} forward on one batch: {pairs.Ratios()}");
            return Task.FromResult(0);
        });
        return command;
    }
}
