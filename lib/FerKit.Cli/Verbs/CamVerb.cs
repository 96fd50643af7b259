using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Figures;
using FerKit.Imaging;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit cam</c>: where a model looked, side by side for several.</summary>
internal sealed class CamVerb
{
    // Of a drawn picture.
    private const int Side = 224, LeastMap = 4;

    private enum View
    {
        GradCam,
        GradCamPlusPlus,
        Attention,
    }

    private readonly Option<string[]> weights = new("--weights") { Description = "The weights file; given several times, the models are shown side by side.", Required = true };
    private readonly Option<string> output = new("--out") { Description = "Folder for a PNG of each picture.", Required = true };
    private readonly Option<string> module = new("--module") { Description = "The module whose maps are weighed, e.g. layer2 or layer4.1.conv2.", DefaultValueFactory = _ => "layer4" };
    private readonly Option<View> view = ChoiceOption.Create("--view", "What is shown: Grad-CAM, Grad-CAM++, or where the attention of ACmix goes", View.GradCam);
    private readonly Option<string?> expression = new("--class") { Description = "The class to explain; by default the one that the model says." };
    private readonly Option<bool> detect = new("--detect") { Description = "Find the largest face of each picture first, and look at that alone." };
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON array, an entry for each picture and model." };
    private readonly Argument<string[]> paths = new("IMAGE|DIR") { Description = "Pictures, or folders of pictures, however deep.", Arity = ArgumentArity.OneOrMore };
    private readonly RuntimeOptions runtime = new();
    private readonly HashSet<string> written = [];
    private bool told;

    public static Command Create() => new CamVerb().Command();

    private Command Command()
    {
        var command = new Command("cam", "Shows where in each picture a model looked, as a PNG beside the picture.") { weights, output, module, view, expression, detect, json, paths };
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            string folder = parsed.GetRequiredValue(output);
            var files = PictureFiles.Of(parsed.GetRequiredValue(paths));
            var models = new List<Shown>();
            try
            {
                var device = new Device(runtime.Device(parsed));
                foreach (string file in parsed.GetRequiredValue(weights)) models.Add(Load(file, device, parsed.GetValue(expression)));
                var said = new List<object>();
                foreach (var pictures in PictureFiles.Batches(files, parsed.GetValue(detect), cancellation)) said.AddRange(Draw(parsed, models, pictures, folder, device));
                if (said.Count == 0) throw new FerKitException("none of the pictures could be read.");
                if (parsed.GetValue(json)) JsonOutput.Write(said);
                else Console.WriteLine($"{folder}: {said.Count / models.Count} pictures");
            }
            finally
            {
                foreach (var one in models) one.Model.Dispose();
            }
            return Task.FromResult(0);
        });
        return command;
    }

    private static Shown Load(string file, Device device, string? expression)
    {
        var (model, description) = WeightsFile.Load(file);
        int number = expression is null ? -1 : description.ClassNames.ToList().IndexOf(expression);
        if (expression is not null && number < 0)
        {
            model.Dispose();
            throw new ArgumentException($"--class is '{OneLine.Of(expression)}', which {file} does not know; it knows {string.Join(", ", description.ClassNames)}.");
        }
        model.to(device);
        return new Shown(file, model, description, number < 0 ? null : number);
    }

    private IEnumerable<object> Draw(ParseResult parsed, List<Shown> models, IReadOnlyList<SeenPicture> pictures, string folder, Device device)
    {
        var results = models.Select(model => OfFile.Do(model.Weights, () => Look(parsed, model, [.. pictures.Select(one => one.Picture)], device))).ToList();
        var names = OwnNames.Of([.. models.Select(model => model.Description.Model)]);
        for (int i = 0; i < pictures.Count; i++)
        {
            var square = Square(pictures[i].Picture);
            string target = Path.Combine(folder, $"{Path.GetFileName(pictures[i].File)}.cam.png");
            for (int copy = 2; !written.Add(target); copy++) target = Path.Combine(folder, $"{Path.GetFileName(pictures[i].File)}.{copy}.cam.png");
            var grid = ImageGrid.Draw([square, .. results.Select(result => HeatMapOverlay.Draw(square, result.Maps[i]))],
                [$"{Path.GetFileName(pictures[i].File)}\n{Shows(parsed)}", .. models.Select((model, m) => $"{names[m]}\n{(model.Class is null ? "says" : "for")} {Said(model, results[m].Classes[i])} {results[m].Probabilities[i][(int)results[m].Classes[i]]:P0}")],
                columns: models.Count + 1);
            OutputFolder.Make(folder, "name another folder with --out");
            AtomicFile.Write(target, stream => stream.Write(ImageCodec.Default.EncodePng(grid)));
            foreach (var (model, result) in models.Zip(results))
                yield return new
                {
                    Image = pictures[i].File, model.Weights, model.Description.Model, Explained = Said(model, result.Classes[i]),
                    Probabilities = model.Description.ClassNames.Zip(result.Probabilities[i]).ToDictionary(pair => pair.First, pair => pair.Second), Picture = target,
                };
        }
    }

    private CamResult Look(ParseResult parsed, Shown shown, RgbImage[] pictures, Device device)
    {
        using var scope = NewDisposeScope();
        var input = ModelInput.Of(pictures, shown.Description).to(device);
        long[]? classes = shown.Class is { } number ? [.. Enumerable.Repeat((long)number, pictures.Length)] : null;
        var chosen = parsed.GetValue(view);
        var found = GradCam.Run(shown.Model, parsed.GetRequiredValue(module), input, classes, chosen == View.GradCamPlusPlus ? CamMethod.GradCamPlusPlus : CamMethod.GradCam);
        if (chosen == View.Attention) return found with { Maps = AttentionMaps.Of(shown.Model, input) };
        if (!told && Math.Min(found.Maps[0].Height, found.Maps[0].Width) < LeastMap)
        {
            told = true;
            Console.Error.WriteLine($"note: {parsed.GetValue(module)} of {shown.Description.Model} sees {shown.Description.InputSize} px as {found.Maps[0].Height} x {found.Maps[0].Width} places; --module layer2 shows more, and so does a model of larger pictures");
        }
        return found;
    }

    private string Shows(ParseResult parsed) => parsed.GetValue(view) switch
    {
        View.Attention => "attention of ACmix",
        View.GradCamPlusPlus => $"Grad-CAM++, {parsed.GetValue(module)}",
        _ => $"Grad-CAM, {parsed.GetValue(module)}",
    };

    private static string Said(Shown model, long number) => model.Description.ClassNames[(int)number];

    private static RgbImage Square(RgbImage image)
    {
        var planes = new byte[3 * Side * Side];
        SquarePixels.Write(image, Side, planes);
        return SquarePixels.ToImage(planes, Side);
    }

    private sealed record Shown(string Weights, Module<Tensor, Tensor> Model, ModelDescription Description, int? Class);
}
