using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit predict</c>.</summary>
internal static class PredictVerb
{
    public static Command Create()
    {
        var weights = new Option<string[]>("--weights") { Description = "The weights file; given several times, each model is asked.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON array, an entry for each picture and model." };
        var detect = new Option<bool>("--detect") { Description = "Find the largest face of each picture first, and look at that alone." };
        var runtime = new RuntimeOptions();
        var paths = new Argument<string[]>("IMAGE|DIR") { Description = "Pictures, or folders of pictures, however deep.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("predict", "Says which expression each picture shows.") { weights, detect, json, paths };
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            var files = PictureFiles.Of(parsed.GetRequiredValue(paths));
            string[] names = parsed.GetRequiredValue(weights);
            var predictors = new List<Predictor>();
            try
            {
                foreach (string name in names) predictors.Add(Predictor.Load(name));
                var said = new List<object>();
                foreach (string file in files)
                {
                    cancellation.ThrowIfCancellationRequested();
                    if (PictureFiles.Read(file) is not { } image) continue;
                    var (picture, box) = parsed.GetValue(detect) ? PictureFiles.Face(file, image) : (image, null);
                    foreach (var (predictor, name) in predictors.Zip(names))
                        said.Add(Ask(predictor, file, picture, box, names.Length > 1 ? name : null, quiet: parsed.GetValue(json)));
                }
                if (said.Count == 0) throw new FerKitException("none of the pictures could be read.");
                if (parsed.GetValue(json)) JsonOutput.Write(said);
            }
            finally
            {
                foreach (var predictor in predictors) predictor.Dispose();
            }
            return Task.FromResult(0);
        });
        return command;
    }

    private static object Ask(Predictor predictor, string file, RgbImage picture, FaceBox? box, string? weights, bool quiet)
    {
        var ranked = predictor.Description.ClassNames.Zip(predictor.Predict(picture)).OrderByDescending(pair => pair.Second).ToArray();
        if (!quiet)
            Console.WriteLine($"{file}: {(weights is null ? "" : $"{weights}: ")}{string.Join(", ", ranked.Take(3).Select(pair => $"{pair.First} {pair.Second:P0}"))}");
        return new { Image = file, Weights = weights, Expression = ranked[0].First, Probabilities = ranked.ToDictionary(pair => pair.First, pair => pair.Second), Box = box };
    }
}
