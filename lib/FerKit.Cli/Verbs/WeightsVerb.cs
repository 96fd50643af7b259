using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit weights</c>.</summary>
internal static class WeightsVerb
{
    private static readonly Argument<string> Input = new("FILE") { Description = "The safetensors file to read." };

    private static readonly Argument<string> Output = new("OUT") { Description = "The safetensors file to write." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document." };

    public static Command Create() => new("weights", "Looks into weights files, takes weights from elsewhere, folds for deployment.") { Show(), Convert(), Fold() };

    private static Command Show()
    {
        var command = new Command("show", "Lists what a weights file holds.") { Input, Json };
        command.SetAction(parsed =>
        {
            using var file = SafetensorsFile.Open(parsed.GetRequiredValue(Input));
            var description = WeightsFile.ReadDescription(file);
            if (parsed.GetValue(Json))
            {
                JsonOutput.Write(new { Description = description, Tensors = file.Entries.Select(entry => new { entry.Name, Type = $"{entry.DataType}", entry.Shape }) });
                return 0;
            }
            Console.WriteLine(description is null ? "does not say which model it is for" :
                $"{description.Model}{(description.Options is { } options ? $", {options.Form} form" : "")}, {description.InputSize} x {description.InputSize} pixels, classes {string.Join(", ", description.ClassNames)}");
            foreach (var entry in file.Entries) Console.WriteLine($"{entry.Name,-44} {entry.DataType,-5} {entry.ShapeText}");
            return 0;
        });
        return command;
    }

    private static Command Convert()
    {
        var model = new Option<string>("--model") { Description = $"The model to fill: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var classes = new Option<string>("--classes") { Description = "Its classes, in the order of the logits.", DefaultValueFactory = _ => string.Join(',', ExpressionNames.Seven) };
        var size = new Option<int>("--size") { Description = "Height and width of its input.", DefaultValueFactory = _ => 224 };
        var seed = new Option<ulong>("--seed") { Description = "Decides the fresh weights.", DefaultValueFactory = _ => 1 };
        var command = new Command("convert", "Makes a weights file of a model from any safetensors file with PyTorch's ResNet-34 names; what is missing or does not fit is named and starts fresh.")
        {
            Input, Output, model, classes, size, seed, Json,
        };
        command.SetAction(parsed =>
        {
            string[] names = parsed.GetRequiredValue(classes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (names.Length < 2 || names.Distinct().Count() < names.Length) throw new ArgumentException($"--classes is '{parsed.GetValue(classes)}': name two or more classes, each once, with commas between them.");
            int side = parsed.GetValue(size);
            if (side is < 32 or > 512 || side % 8 != 0) throw new ArgumentException($"--size is {side}: it must be a multiple of 8 from 32 to 512.");
            manual_seed((long)parsed.GetValue(seed));
            var description = new ModelDescription(parsed.GetRequiredValue(model), names, side, Normalisation.ImageNet);
            using var made = description.Create();
            var match = PartialWeights.Fill(parsed.GetRequiredValue(Input), made);
            WeightsFile.Save(parsed.GetRequiredValue(Output), made, description);
            if (parsed.GetValue(Json)) JsonOutput.Write(match);
            else
            {
                foreach (string name in match.Missing) Console.Error.WriteLine($"missing, starts fresh: {name}");
                foreach (string name in match.Reshaped) Console.Error.WriteLine($"of another shape, starts fresh: {name}");
                foreach (string name in match.Surplus) Console.Error.WriteLine($"surplus, left out: {name}");
                Console.WriteLine($"{parsed.GetValue(Output)}: {match.Filled} tensors taken, {match.Missing.Count} missing, {match.Reshaped.Count} of another shape, {match.Surplus.Count} surplus");
            }
            return 0;
        });
        return command;
    }

    private static Command Fold()
    {
        var norms = new Option<bool>("--norms") { Description = "Fold the batch normalisation behind LFA's kernels too." };
        var command = new Command("fold", "Folds the asymmetric kernels of a trained GCLNet into plain 3x3 ones.") { Input, Output, norms };
        command.SetAction(parsed =>
        {
            string file = parsed.GetRequiredValue(Input);
            var (model, description) = WeightsFile.Load(file);
            using (model)
            {
                if (model is not GclNet network) throw new FerKitException($"{file}: holds {description.Model}, which has no asymmetric kernels to fold.");
                if (network.Options.Form != ModelForm.Training) throw new FerKitException($"{file}: is {network.Options.Form} already.");
                using var deployed = network.Deploy(parsed.GetValue(norms));
                WeightsFile.Save(parsed.GetRequiredValue(Output), deployed, description);
                Console.WriteLine($"{parsed.GetValue(Output)}: {deployed.parameters().Sum(one => one.numel()):N0} parameters, {network.parameters().Sum(one => one.numel()):N0} before");
            }
            return 0;
        });
        return command;
    }
}
