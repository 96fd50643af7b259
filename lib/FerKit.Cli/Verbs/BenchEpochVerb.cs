using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench epoch</c>.</summary>
internal static class BenchEpochVerb
{
    // Of RAF-DB's training part.
    private const int UsualCount = 12_271;

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 64 };
        var batch = new Option<int>("--batch") { Description = "Pictures a step.", DefaultValueFactory = _ => 128 };
        var count = new Option<int>("--count") { Description = "Pictures of an epoch; as many as RAF-DB trains on when left out.", DefaultValueFactory = _ => UsualCount };
        var precision = ChoiceOption.Create("--precision", "Of all sides", Precision.Float32);
        var twin = new Option<bool>("--twin") { Description = "Measure PyTorch's loop over files too, with worker processes and torchvision. Needs Debian's python3-torchvision." };
        var last = new Option<bool>("--twin-channels-last") { Description = "PyTorch's loop in channels-last order." };
        var workers = new Option<int>("--workers") { Description = "Worker processes of PyTorch's loop.", DefaultValueFactory = _ => 16 };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var run = new RuntimeOptions();
        var command = new Command("epoch", "Images a second of whole epochs of training, data and augmentation included, in turn with the same step on one batch again and again.")
        {
            model, size, batch, count, precision, twin, last, workers, json,
        };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            parsed.CheckModel(model!);
            int pictures = parsed.InRange(count, 8, 1_000_000), step = parsed.InRange(batch, 2, 4096), processes = parsed.InRange(workers, 0, 1024);
            if (parsed.GetValue(last) && !parsed.GetValue(twin)) throw new ArgumentException("--twin-channels-last is for --twin: add it.");
            var settings = new BenchSettings("train", parsed.GetRequiredValue(model), parsed.InRange(size, 32, 512), step, run.Apply(parsed), (pictures + step - 1) / step,
                run.Device(parsed), new ComputeOptions(parsed.GetValue(precision)), new TwinOptions(ChannelsLast: parsed.GetValue(last)));
            using var loop = parsed.GetValue(twin) ? new TwinProcess("epoch_twin.py", "PyTorch", "python3-torchvision", [processes, pictures, .. TwinProcess.Arguments(settings)]) : null;
            var result = EpochBench.Run(settings, pictures, loop, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine($"{settings.Model} {result.ImagesPerSecond:F1} images/s over epochs of {pictures} (MFU {result.Mfu:F2}), {result.SyntheticImagesPerSecond:F1} on one batch: {result.Pairs.Ratios()}"
                + (result.Loop is { } name ? $"; {name}'s loop over files with {processes} workers {result.LoopImagesPerSecond:F1}" : ""));
            return Task.FromResult(0);
        });
        return command;
    }
}
