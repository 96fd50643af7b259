using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Faces;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench faces</c> and <c>ferkit bench difficulty</c>.</summary>
internal static class FaceBenches
{
    public static Command CreateSpeed()
    {
        var look = ChoiceOption.Create("--look", "What kind of faces", FaceLook.Wild);
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => BuiltInFaces.StandardSize };
        var count = new Option<int>("--count") { Description = "Faces of each run.", DefaultValueFactory = _ => 2000 };
        var threads = new Option<int>("--threads") { Description = "Threads that draw.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("faces", "Built-in faces drawn a second; seven runs.") { look, size, count, threads, json };
        command.SetAction((parsed, cancellation) =>
        {
            var result = FaceSpeed.Run(parsed.GetValue(look), parsed.InRange(size, FaceRenderer.SmallestSize, FaceRenderer.LargestSize),
                parsed.InRange(count, 1, 100_000), parsed.InRange(threads, 1, 1024), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine($"{result.FacesPerSecond:F0} faces/s, {result.Fastest:F0} at best (median of {result.Runs.Count} runs, {result.Threads} threads); {result.CpuMilliseconds:F2} ms of processor time a face");
            return Task.FromResult(0);
        });
        return command;
    }

    public static Command CreateDifficulty()
    {
        var seeds = new Option<int>("--seeds") { Description = "Trainings to take the mean of.", DefaultValueFactory = _ => 3 };
        var threads = new Option<int>("--threads") { Description = "Threads for tensors.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("difficulty", "How hard faces:wild is for tiny ResNet-34 and a linear classifier; exit 1 when not as hard as meant. Some minutes.") { seeds, threads, json };
        command.SetAction((parsed, cancellation) =>
        {
            int trainings = parsed.InRange(seeds, 1, 100);
            set_num_threads(parsed.InRange(threads, 1, 1024));
            var result = FaceDifficulty.Run(trainings, new TrainingLine(), cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Print(result);
            return Task.FromResult(result.AsMeant ? 0 : 1);
        });
        return command;
    }

    private static void Print(DifficultyResult result)
    {
        foreach (var seed in result.Seeds)
            Console.WriteLine($"seed {seed.Seed}: {seed.Accuracy:P1}, clean {seed.Clean:P1}, occluded {seed.Occluded:P1}, turned {seed.Turned:P1}");
        foreach (var (setting, accuracy) in result.Linear)
            Console.WriteLine($"linear, {setting}: {accuracy:P1}");
        Console.WriteLine($"{result.Model} on faces:wild: {result.Accuracy:P1} (meant: 60 to 90 %)");
        Console.WriteLine($"lost to occlusion {result.LostToOcclusion:F1}, to 45 degrees of yaw {result.LostToYaw:F1} points (meant: 10 or more)");
        Console.WriteLine($"linear classifier at most {result.BestLinear:P1} (meant: under 45 %)");
    }
}
