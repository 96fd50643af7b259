using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench train</c> and <c>ferkit bench infer</c>; the others have verbs of their own.</summary>
internal static class BenchVerb
{
    public static Command Create() => new("bench", "Measures speed on synthetic pictures, and the built-in faces.")
    {
        Create("train", "Training images a second: forward, loss, backward, SGD step."),
        Create("infer", "Images a second forward, without a graph; prepared for it: normalisation folded, channels-last."),
        BenchStartVerb.Create(), BenchEpochVerb.Create(), BenchEvalVerb.Create(), BenchInputVerb.Create(), BenchCamVerb.Create(), BenchDecodeVerb.Create(), BenchListVerb.Create(),
        FaceBenches.CreateSpeed(), FaceBenches.CreateDifficulty(),
    };

    private static Command Create(string work, string description)
    {
        var model = new Option<string>("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "resnet34" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 64 };
        var batch = new Option<int>("--batch") { Description = "Pictures a step.", DefaultValueFactory = _ => 32 };
        var steps = new Option<int>("--steps") { Description = "Steps of each measurement.", DefaultValueFactory = _ => 8 };
        var precision = ChoiceOption.Create("--precision", "Of both sides", Precision.Float32);
        var plain = new Option<bool>("--channels-first") { Description = "The kit's side in the usual storage order, not channels-last." };
        var twin = new Option<bool>("--twin") { Description = "Measure PyTorch in turn; seven pairs. Needs Debian's python3-torch." };
        var same = new Option<bool>("--same-algorithm") { Description = "PyTorch's GCLNet by the kit's own algorithms, not as the paper and ACmix's authors write it." };
        var last = new Option<bool>("--twin-channels-last") { Description = "PyTorch's side in channels-last order too." };
        var against = new Option<string?>("--against") { Description = "Measure another model of the kit in turn, instead of --twin." };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var run = new RuntimeOptions();
        var command = new Command(work, description) { model, size, batch, steps, precision, plain, twin, same, last, against, json };
        run.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new BenchSettings(work, parsed.GetRequiredValue(model), parsed.InRange(size, 32, 512), parsed.InRange(batch, work == "train" ? 2 : 1, 4096),
                run.Apply(parsed), parsed.InRange(steps, 1, 100_000), run.Device(parsed),
                new ComputeOptions(parsed.GetValue(precision), !parsed.GetValue(plain)), new TwinOptions(parsed.GetValue(same), parsed.GetValue(last)));
            parsed.CheckModel(model!);
            parsed.CheckModel(against);
            if (parsed.GetValue(twin) && parsed.GetValue(against) is not null) throw new ArgumentException("--twin and --against exclude each other: choose one.");
            if (settings.Twin != new TwinOptions() && !parsed.GetValue(twin)) throw new ArgumentException("--same-algorithm and --twin-channels-last are for --twin: add it.");
            using IBenchSide? other = parsed.GetValue(twin) ? TwinProcess.Of(settings) : parsed.GetValue(against) is { } rival ? new ModelSide(settings, rival) : null;
            var result = ModelBench.Run(settings, other, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine(result.Ratio is not null
                ? $"{settings.Model} {result.ImagesPerSecond:F1} images/s{Mfu(result.Mfu)}{Peak(result.PeakMiB)}, {result.Other} {result.OtherImagesPerSecond:F1}{Peak(result.OtherPeakMiB)}: {result.Pairs.Ratios()}"
                : $"{settings.Model} {result.ImagesPerSecond:F1} images/s{Mfu(result.Mfu)}{Peak(result.PeakMiB)}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static string Mfu(double? share) => share is { } used ? $" (MFU {used:F2})" : "";

    private static string Peak(double? mebibytes) => mebibytes is { } peak ? $" ({peak:F0} MiB of memory at most)" : "";
}
