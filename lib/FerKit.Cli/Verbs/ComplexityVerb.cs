using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Models;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit complexity</c>.</summary>
internal static class ComplexityVerb
{
    public static Command Create()
    {
        var model = new Option<string?>("--model") { Description = $"One model, {ModelZoo.Listing}; all when left out." };
        var size = new Option<int>("--size") { Description = "Height and width of the input.", DefaultValueFactory = _ => 224 };
        var classes = new Option<int>("--classes") { Description = "Logits that come out.", DefaultValueFactory = _ => 7 };
        var layers = new Option<bool>("--layers") { Description = "List the layers of the --model." };
        var json = new Option<bool>("--json") { Description = "Print one JSON array." };
        var command = new Command("complexity", "Parameters, FLOPs (by thop's rules) and multiply-adds of the models, in training and deployed form.") { model, size, classes, layers, json };
        command.SetAction(parsed =>
        {
            int side = parsed.InRange(size, 32, 512), logits = parsed.InRange(classes, 2, 1000);
            if (side % 8 != 0 && parsed.GetValue(model) is null) throw new ArgumentException($"--size is {side}: for all models it must be a multiple of 8; name one with --model for another size.");
            if (parsed.GetValue(layers) && parsed.GetValue(model) is null) throw new ArgumentException("--layers needs --model.");
            string[] names = parsed.GetValue(model) is { } one ? [one]
                : ["resnet34", .. GclNetPresets.All.Keys.Select(preset => $"gclnet:{preset}"), "gclnet:tiny"];
            var rows = names.SelectMany(name => Rows(name, logits, side)).ToArray();
            if (parsed.GetValue(json))
                JsonOutput.Write(rows.Select(row => new
                {
                    row.Model, row.Preset, row.Form, Params = row.Found.Parameters, row.Found.ThopParameters, row.Found.Operations.Flops, row.Found.Operations.Macs,
                    Layers = parsed.GetValue(layers) ? row.Found.Layers.Select(layer => new { layer.Name, layer.Kind, layer.Shape, Params = layer.Parameters, layer.Operations.Flops, layer.Operations.Macs }) : null,
                }));
            else
            {
                foreach (var row in rows) Print(row, parsed.GetValue(layers));
                Console.WriteLine("FLOPs as thop counts them: the products of convolutions and linear layers, norms and softmax, but not the two products of attention. Multiply-adds: all products, and nothing else.");
            }
            return 0;
        });
        return command;
    }

    private static IEnumerable<Row> Rows(string name, int classes, int side)
    {
        string preset = name.Contains(':', StringComparison.Ordinal) ? name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..] : "recommended";
        if (ModelZoo.Options(name) is not { } options)
        {
            using var trunk = ModelZoo.Create(name, classes);
            yield return new Row(name.Split(':')[0], name.Contains(':', StringComparison.Ordinal) ? preset : null, "training", Complexity.Of(trunk, side));
            yield break;
        }
        foreach (var form in (ModelForm[])[ModelForm.Training, ModelForm.Deployed])
        {
            using var network = new GclNet(options with { Classes = classes, Form = form });
            yield return new Row("gclnet", preset, form.ToString().ToLowerInvariant(), Complexity.Of(network, side));
        }
    }

    private static void Print(Row row, bool layers)
    {
        string name = row.Preset is null ? row.Model : $"{row.Model}:{row.Preset}";
        Console.WriteLine($"{name,-26} {row.Form,-9} {row.Found.Parameters,11:N0} parameters  {row.Found.Operations.Flops / 1e6,9:N2} M FLOPs  {row.Found.Operations.Macs / 1e6,9:N2} M multiply-adds");
        if (layers) Console.WriteLine($"  {"layer",-36} {"kind",-18} {"output",-18} {"parameters",10} {"FLOPs",13} {"multiply-adds",13}");
        foreach (var layer in layers ? row.Found.Layers : [])
            Console.WriteLine($"  {layer.Name,-36} {layer.Kind,-18} {string.Join(" x ", layer.Shape),-18} {layer.Parameters,10:N0} {layer.Operations.Flops,13:N0} {layer.Operations.Macs,13:N0}");
    }

    private sealed record Row(string Model, string? Preset, string Form, Complexity Found);
}
