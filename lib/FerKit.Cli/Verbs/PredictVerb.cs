using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Evaluation;
using FerKit.Models;
using static TorchSharp.torch;

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
                var device = new Device(runtime.Device(parsed));
                foreach (string name in names) predictors.Add(Predictor.Load(name, device));
                var said = new List<object>();
                foreach (var pictures in PictureFiles.Batches(files, parsed.GetValue(detect), cancellation))
                {
                    var answers = predictors.Zip(names, (predictor, name) => OfFile.Do(name, () => predictor.Predict([.. pictures.Select(one => one.Picture)]))).ToList();
                    for (int i = 0; i < pictures.Count; i++)
                        for (int m = 0; m < predictors.Count; m++)
                            said.Add(Tell(pictures[i], predictors[m].Description, answers[m][i], names[m], several: names.Length > 1, quiet: parsed.GetValue(json)));
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

    private static object Tell(SeenPicture seen, ModelDescription model, float[] answer, string weights, bool several, bool quiet)
    {
        var ranked = model.ClassNames.Zip(answer).OrderByDescending(pair => pair.Second).ToArray();
        if (!quiet)
            Console.WriteLine($"{seen.File}: {(several ? $"{weights}: " : "")}{string.Join(", ", ranked.Take(3).Select(pair => $"{pair.First} {pair.Second:P0}"))}");
        return new { Image = seen.File, Weights = weights, model.Model, Expression = ranked[0].First, Probabilities = model.ClassNames.Zip(answer).ToDictionary(pair => pair.First, pair => pair.Second), seen.Box };
    }
}
