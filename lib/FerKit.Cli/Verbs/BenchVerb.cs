using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench train</c>.</summary>
internal static class BenchVerb
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "The model to train.", DefaultValueFactory = _ => "resnet34" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 64 };
        var batch = new Option<int>("--batch") { Description = "Pictures a step.", DefaultValueFactory = _ => 32 };
        var threads = new Option<int>("--threads") { Description = "Threads of both sides.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var steps = new Option<int>("--steps") { Description = "Steps of each measurement.", DefaultValueFactory = _ => 8 };
        var twin = new Option<bool>("--twin") { Description = "Measure PyTorch in turn; seven pairs. Needs Debian's python3-torch." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var train = new Command("train", "Training images a second on synthetic pictures: forward, loss, backward, SGD step.") { model, size, batch, threads, steps, twin, json };
        train.SetAction((parsed, cancellation) =>
        {
            var settings = new BenchSettings(parsed.GetRequiredValue(model), parsed.GetValue(size), parsed.GetValue(batch), parsed.GetValue(threads), parsed.GetValue(steps));
            Check(settings.Size, 32, 512, size);
            Check(settings.Batch, 2, 4096, batch);
            Check(settings.Threads, 1, 1024, threads);
            Check(settings.Steps, 1, 100_000, steps);
            if (!ModelZoo.Names.Contains(settings.Model)) throw new ArgumentException($"--model is '{settings.Model}': use {ModelZoo.Listing}.");
            set_num_threads(settings.Threads);
            var result = TrainBench.Run(settings, parsed.GetValue(twin), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine(result.Ratio is { } ratio
                ? $"{result.ImagesPerSecond:F1} images/s, PyTorch {result.TwinImagesPerSecond:F1}: ratio {ratio:F3} (median of {result.Pairs.Count} pairs)"
                : $"{result.ImagesPerSecond:F1} images/s");
            return Task.FromResult(0);
        });
        return new Command("bench", "Measures speed.") { train };
    }

    private static void Check(int value, int least, int most, Option option)
    {
        if (value < least || value > most) throw new ArgumentException($"{option.Name} is {value}: it must be from {least} to {most}.");
    }
}
