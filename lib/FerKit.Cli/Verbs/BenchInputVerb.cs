using System.CommandLine;
using FerKit.Cli.Bench;
using FerKit.Cli.Output;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit bench input</c>.</summary>
internal static class BenchInputVerb
{
    // Everything on: no recipe costs more.
    private static readonly Augmentation Everything = new() { Rotation = 15, Brightness = 0.3, Contrast = 0.3, Saturation = 0.3, Erasing = 0.5, Occlusion = 0.5 };

    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = $"The model whose step is fed: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 64 };
        var batch = new Option<int>("--batch") { Description = "Pictures a step.", DefaultValueFactory = _ => 128 };
        var steps = new Option<int>("--steps") { Description = "Training steps of each measurement; eight times as many batches are augmented.", DefaultValueFactory = _ => 2 };
        var recipe = new Option<string?>("--recipe") { Description = "Augment as a recipe does; left out, with everything on." };
        var precision = ChoiceOption.Create("--precision", "Of the step", Precision.Float32);
        var twin = new Option<bool>("--twin") { Description = "Measure torchvision's transforms of the same kind in turn; seven pairs. Needs Debian's python3-torchvision." };
        var run = new RuntimeOptions();
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("input", "Milliseconds of augmentation a batch beside those of the training step; --key=value changes the recipe.")
        {
            model, size, batch, steps, precision, recipe, twin, json,
        };
        run.AddTo(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
        {
            var settings = new BenchSettings("train", parsed.GetRequiredValue(model), parsed.InRange(size, 32, 512),
                parsed.InRange(batch, 2, 4096), run.Apply(parsed), parsed.InRange(steps, 1, 100_000), run.Device(parsed), new ComputeOptions(parsed.GetValue(precision)), new TwinOptions());
            parsed.CheckModel(model!);
            var start = parsed.GetValue(recipe) is { } name ? RecipeText.Parse(name) : Recipe.Quick with { Augmentation = Everything };
            var augmentation = RecipeText.Override(start, parsed.RecipeOverrides()).Augmentation;
            using var other = parsed.GetValue(twin) ? Twin(settings, augmentation) : null;
            var result = InputBench.Run(settings, augmentation, other, cancellation);
            if (parsed.GetValue(json)) JsonOutput.Write(result);
            else Console.WriteLine($"{result.ImagesPerSecond:F0} images/s of input; augmentation {result.AugmentationMs:F1} ms a batch, step {result.StepMs:F1} ms: {result.Share:P1}{(result.Ratio is { } ratio ? $"; input {result.InputMs:F1} ms a batch, {result.Twin}'s {result.TwinInputMs:F1}: ratio {ratio:F2}" : "")}");
            return Task.FromResult(0);
        });
        return command;
    }

    private static TwinProcess Twin(BenchSettings settings, Augmentation augmentation) => new("input_twin.py", "PyTorch", "python3-torchvision",
        settings.Size, settings.Batch, settings.Threads, augmentation.Flip, augmentation.Shift, augmentation.Rotation, augmentation.Brightness, augmentation.Contrast, augmentation.Saturation, augmentation.Erasing);
}
