using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench cam</c>.</summary>
internal static class BenchCamVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var module = new Option<string>("--module") { Description = "The module that is looked at.", DefaultValueFactory = _ => "layer4" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 224 };
        var batch = new Option<int>("--batch") { Description = "Pictures at a time.", DefaultValueFactory = _ => 64 };
        var threads = new Option<int>("--threads") { Description = "Threads for tensors.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var steps = new Option<int>("--steps") { Description = "Batches of each measurement.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("cam", "What Grad-CAM costs, beside one forward and one backward pass of the same batch.") { model, module, size, batch, threads, steps, json };
        command.SetAction((parsed, cancellation) =>
        {
            parsed.CheckModel(model!);
            int used = parsed.InRange(threads, 1, 1024);
            set_num_threads(used);
            var result = CamBench.Run(parsed.GetRequiredValue(model), parsed.GetRequiredValue(module), parsed.InRange(size, 32, 512), parsed.InRange(batch, 1, 4096), used, parsed.InRange(steps, 1, 1000), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine($"Grad-CAM {result.CamImagesPerSecond:F1} images/s, forward and backward {result.PassesImagesPerSecond:F1}: it costs {result.Cost:F2} times as much, the median of {result.Pairs.Count} pairs");
            return Task.FromResult(0);
        });
        return command;
    }
}
