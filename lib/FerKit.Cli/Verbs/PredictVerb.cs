using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit predict</c>.</summary>
internal static class PredictVerb
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".webp"];

    public static Command Create()
    {
        var weights = new Option<string>("--weights") { Description = "The weights file.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON array, an entry for each picture." };
        var detect = new Option<bool>("--detect") { Description = "Find the largest face of each picture first, and look at that alone." };
        var runtime = new RuntimeOptions();
        var paths = new Argument<string[]>("IMAGE|DIR") { Description = "Pictures, or folders of pictures.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("predict", "Says which expression each picture shows.") { weights, detect, json, paths };
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            string[] files = [.. parsed.GetRequiredValue(paths).SelectMany(Files)];
            using var predictor = Predictor.Load(parsed.GetRequiredValue(weights));
            var said = new List<object>();
            foreach (string file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Read(file) is not { } image) continue;
                FaceBox? box = parsed.GetValue(detect) && FaceDetector.Default.Detect(image) is [var largest, ..] ? largest : null;
                if (parsed.GetValue(detect) && box is null) Console.Error.WriteLine($"{file}: no face found, the whole picture is used");
                var probabilities = predictor.Predict(box is { } face ? FaceCrop.Square(image, face) : image);
                var ranked = predictor.Description.ClassNames.Zip(probabilities).OrderByDescending(pair => pair.Second).ToArray();
                if (!parsed.GetValue(json))
                    Console.WriteLine($"{file}: {string.Join(", ", ranked.Take(3).Select(pair => $"{pair.First} {pair.Second:P0}"))}");
                said.Add(new { Image = file, Expression = ranked[0].First, Probabilities = ranked.ToDictionary(pair => pair.First, pair => pair.Second), Box = box });
            }
            if (said.Count == 0) throw new FerKitException("none of the pictures could be read.");
            if (parsed.GetValue(json)) JsonOutput.Write(said);
            return Task.FromResult(0);
        });
        return command;
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path)) return [path];
        string[] found = [.. Directory.EnumerateFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];
        return found.Length > 0 ? found : throw new FerKitException($"{path}: holds no pictures ({string.Join(" ", Extensions)}).");
    }

    // A picture that cannot be read is named and left out.
    private static RgbImage? Read(string file)
    {
        try
        {
            return ImageCodec.Read(file);
        }
        catch (ImageException e)
        {
            Console.Error.WriteLine($"left out {e.Message}");
            return null;
        }
    }
}
