using System.CommandLine;
using System.Diagnostics;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Figures;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit eval</c>: one model or several, on the same pictures.</summary>
internal sealed class EvalVerb
{
    private readonly DataOptions data = new();
    private readonly Option<string[]> runs = new("--run") { Description = "The run folder whose best weights are scored; several are compared.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> weights = new("--weights") { Description = "The weights file to score, instead of --run; several are compared.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> json = new("--json") { Description = "Print accuracy, macroF1, perClass, confusion, n and more as one JSON document." };
    private readonly Option<string?> report = new("--report") { Description = "Folder for a page with all figures: index.html, and each chart and picture beside it." };
    private readonly RuntimeOptions runtime = new();

    public static Command Create() => new EvalVerb().Command();

    private Command Command()
    {
        var command = new Command("eval", "Scores models on the test part of a data set, or on all of it where it has none.") { runs, weights, json, report };
        data.AddTo(command);
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            string? page = parsed.GetValue(report);
            if (page is not null) FigureReport.Check(page);
            string[] folders = parsed.GetValue(runs) ?? [], files = parsed.GetValue(weights) ?? [];
            if (folders.Length == 0 == (files.Length == 0)) throw new ArgumentException("eval takes either --run RUN or --weights FILE; each may be given several times");
            EvaluatedFile[] given = [.. folders.Select(EvaluatedFile.OfRun), .. files.Select(EvaluatedFile.OfFile)];
            foreach (string stopped in given.Select(one => one.Run).OfType<string>().Where(run => !RunFolder.IsFinished(run)))
                Console.Error.WriteLine($"warning: {stopped} has not come to its end; its best weights so far are scored.");
            var scored = Score(parsed, given, out string part, out string source, cancellation);
            string title = DataTitle.Of(source);
            if (parsed.GetValue(json)) JsonOutput.Write(EvalOutput.Document(scored, part, title));
            else foreach (string line in EvalOutput.Lines(scored, part, title)) Console.WriteLine(line);
            if (!parsed.GetValue(json) && page is not null) Console.WriteLine(Path.Combine(page, FigureReport.PageFile));
            return Task.FromResult(0);
        });
        return command;
    }

    // All models on the same pictures, which are loaded once.
    private List<Scoring> Score(ParseResult parsed, EvaluatedFile[] files, out string part, out string source, CancellationToken cancellation)
    {
        string spec = parsed.GetRequiredValue(data.Data);
        var device = new Device(runtime.Device(parsed));
        var scored = new List<Scoring>();
        var examined = new List<ExaminedModel>();
        string? page = parsed.GetValue(report);
        ImageSet? set = null;
        IReadOnlyList<int> indices = [];
        part = source = "";
        try
        {
            foreach (var (file, run, plan) in files)
            {
                var (model, description) = WeightsFile.Load(file);
                using (model)
                {
                    set ??= data.Load(parsed, description.InputSize, cancellation, TestPart.PlanOf(files.Select(one => one.Plan), spec));
                    var chosen = TestPart.Of(set, spec, run, quiet: scored.Count > 0);
                    if (scored.Count == 0) (indices, part) = chosen;
                    CheckComparable(file, description, chosen.Indices, files[0].Weights, set.Size, scored.FirstOrDefault()?.Model.ClassNames ?? description.ClassNames, indices);
                    if (device.type != DeviceType.CPU) model.to(device);
                    InferenceForm.Prepare(model);
                    var clock = Stopwatch.StartNew();
                    using var images = ImageBatches.Of(set, indices, description.Normalisation, device, ClassMap.Of(set, description));
                    var answers = Evaluator.Run(model, images, cancellation);
                    var seconds = clock.Elapsed.TotalSeconds;
                    var one = OfFile.Do(file, () => new ScoredModel(description.Model, description.ClassNames, answers, ScoredModel.GroupsOf(indices.Select(i => set.Subjects[i]))));
                    scored.Add(new Scoring(file, one, seconds));
                    if (page is not null) examined.Add(ExaminedModel.Of(model, one, images, plan, run is null ? [] : RunFolder.EpochsOf(run), cancellation));
                }
            }
            source = set!.Source;
            if (page is not null) EvaluationReport.Write(page, examined, set, indices, part);
        }
        finally
        {
            set?.Dispose();
        }
        return scored;
    }

    private static void CheckComparable(
        string file, ModelDescription description, IReadOnlyList<int> pictures, string first, int size, IReadOnlyList<string> classNames, IReadOnlyList<int> firstPictures)
    {
        if (description.InputSize != size)
            throw new FerKitException($"{OneLine.Of(file)}: was trained at {description.InputSize} px, and {OneLine.Of(first)} at {size}; score them one by one.");
        TestPart.CheckSame(file, pictures, first, firstPictures);
        if (!description.ClassNames.SequenceEqual(classNames))
            throw new FerKitException($"{OneLine.Of(file)}: knows the classes {string.Join(", ", description.ClassNames)}, and {OneLine.Of(first)} {string.Join(", ", classNames)}; score them one by one.");
    }
}
