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
                $"{description.Model}{(description.Options is { } options ? $", {options.Form} form{string.Concat((options with { Form = ModelForm.Training }).DifferencesFrom(ModelZoo.Options(description.Model)!).Select(one => $", {one}"))}" : "")}, {description.InputSize} x {description.InputSize} pixels, classes {string.Join(", ", description.ClassNames)}");
            foreach (var entry in file.Entries) Console.WriteLine($"{entry.Name,-44} {entry.DataType,-5} {entry.ShapeText}");
            return 0;
        });
        return command;
    }

    private static Command Convert()
    {
        var model = new Option<string>("--model") { Description = $"The model to fill: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
        var classes = new Option<string?>("--classes") { Description = $"Its classes, in the order of the logits; IN's own when left out, or {string.Join(',', ExpressionNames.Seven)}." };
        var size = new Option<int?>("--size") { Description = "Height and width of its input; IN's own when left out, or 224." };
        var seed = new Option<ulong>("--seed") { Description = "Decides the fresh weights.", DefaultValueFactory = _ => 1 };
        var command = new Command("convert", "Makes a weights file of a model from any safetensors file with PyTorch's ResNet-34 names; what is missing or does not fit is named and starts fresh.")
        {
            Input, Output, model, classes, size, seed, Json,
        };
        command.SetAction(parsed =>
        {
            var source = Source(parsed.GetRequiredValue(Input), parsed.GetRequiredValue(Output));
            string[] names = parsed.GetValue(classes)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                ?? [.. source?.ClassNames ?? ExpressionNames.Seven];
            if (names.Length < 2 || names.Distinct().Count() < names.Length) throw new ArgumentException($"--classes is '{parsed.GetValue(classes)}': name two or more classes, each once, with commas between them.");
            int side = parsed.GetValue(size) ?? source?.InputSize ?? 224;
            if (side is < 32 or > 512 || side % 8 != 0) throw new ArgumentException($"--size is {side}: it must be a multiple of 8 from 32 to 512.");
            manual_seed((long)parsed.GetValue(seed));
            var description = new ModelDescription(parsed.GetRequiredValue(model), names, side, source?.Normalisation ?? Normalisation.ImageNet);
            using var made = description.Create();
            var match = PartialWeights.Fill(parsed.GetRequiredValue(Input), made);
            // A head whose classes are named otherwise is not the head that was asked for.
            if (source is not null && !match.Reshaped.Contains("fc.weight") && !source.ClassNames.SequenceEqual(names))
                throw new ArgumentException($"--classes is '{string.Join(',', names)}', but {parsed.GetValue(Input)} was trained on '{string.Join(',', source.ClassNames)}': leave --classes away, or name another number of classes to start afresh.");
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
            RefuseSame(file, parsed.GetRequiredValue(Output));
            var (model, description) = WeightsFile.Load(file);
            using (model)
            {
                if (model is not GclNet network) throw new FerKitException($"{file}: holds {description.Model}, which has no asymmetric kernels to fold.");
                if (network.Options.Form != ModelForm.Training) throw new FerKitException($"{file}: is {network.Options.Form} already.");
                using var deployed = network.Deploy(parsed.GetValue(norms));
                WeightsFile.Save(parsed.GetRequiredValue(Output), deployed, description);
                Console.WriteLine($"{parsed.GetValue(Output)}: {deployed.Options.Form} form, {deployed.parameters().Sum(one => one.numel()):N0} parameters, {network.parameters().Sum(one => one.numel()):N0} before");
            }
            return 0;
        });
        return command;
    }

    // What a file of the kit says of itself; its folded kernels cannot be unfolded.
    private static ModelDescription? Source(string input, string output)
    {
        RefuseSame(input, output);
        using var file = SafetensorsFile.Open(input);
        var description = WeightsFile.ReadDescription(file);
        return description?.Options is { Form: not ModelForm.Training } options
            ? throw new FerKitException($"{input}: is in {options.Form} form, whose kernels cannot be taken apart again; convert the weights that were folded.")
            : description;
    }

    private static void RefuseSame(string input, string output)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output)) throw new ArgumentException($"'{output}' is both IN and OUT: name another file to write.");
    }
}
