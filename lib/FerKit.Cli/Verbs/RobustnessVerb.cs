using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Figures;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit robustness</c>.</summary>
internal sealed class RobustnessVerb
{
    private readonly DataOptions data = new();
    private readonly Option<string[]> weights = new("--weights") { Description = "Weights files. Those of one model count as trainings of it; the first model is what the others are compared with." };
    private readonly Option<string[]> runs = new("--run") { Description = "Run folders, instead." };
    private readonly Option<string?> ablation = new("--ablation") { Description = "All runs of an ablation's folder, instead." };
    private readonly Option<string?> only = new("--only") { Description = "Some of the conditions, with commas between; all when left out." };
    private readonly Option<bool> json = new("--json") { Description = "Print the curves as one JSON document." };
    private readonly Option<string?> report = new("--report") { Description = "Folder for a page with a figure for each condition." };
    private readonly RuntimeOptions runtime = new();

    public static Command Create() => new RobustnessVerb().Command();

    private Command Command()
    {
        var command = new Command("robustness", "Tests models on pictures that grow harder: turned, occluded, covered, blurred, noisy, dark. Built-in faces are drawn anew for each condition; other pictures are changed.")
        {
            weights, runs, ablation, only, json, report,
        };
        foreach (var option in new Option[] { weights, runs }) option.Arity = ArgumentArity.OneOrMore;
        weights.AllowMultipleArgumentsPerToken = runs.AllowMultipleArgumentsPerToken = true;
        data.AddTo(command);
        runtime.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            runtime.Apply(parsed);
            string? page = parsed.GetValue(report);
            if (page is not null) FigureReport.Check(page);
            string spec = parsed.GetRequiredValue(data.Data);
            var files = Files(parsed, spec);
            var models = Models(files);
            using var set = data.Load(parsed, InputSize(models[0].Weights[0]), cancellation, TestPart.PlanOf(files.Select(one => one.Plan), spec));
            var tests = Tests(set, spec, files);
            var sweeps = Sweeps(parsed, set, tests);
            IReadOnlyList<RobustnessCurve> curves;
            using (var line = new ProgressLine("testing", "conditions"))
                curves = Robustness.Run(models, sweeps, new Device(runtime.Device(parsed)), new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            if (page is not null) RobustnessReport.Write(page, curves, set.Source, tests.Count, models.Min(model => model.Weights.Count));
            if (parsed.GetValue(json)) JsonOutput.Write(new { Data = parsed.GetValue(data.Data), Pictures = tests.Count, Curves = curves });
            else foreach (string text in RobustnessReport.Lines(curves).Concat(page is null ? [] : [Path.Combine(page, FigureReport.PageFile)])) Console.WriteLine(text);
            return Task.FromResult(0);
        });
        return command;
    }

    // All models are asked about the same pictures.
    private static IReadOnlyList<int> Tests(ImageSet set, string spec, EvaluatedFile[] files)
    {
        var first = TestPart.Of(set, spec, files[0].Run).Indices;
        foreach (var other in files.Skip(1)) TestPart.CheckSame(other.Weights, TestPart.Of(set, spec, other.Run, quiet: true).Indices, files[0].Weights, first);
        return first;
    }

    private EvaluatedFile[] Files(ParseResult parsed, string spec) => (parsed.GetValue(weights), parsed.GetValue(runs), parsed.GetValue(ablation)) switch
    {
        ({ Length: > 0 } given, null or [], null) => [.. given.Select(EvaluatedFile.OfFile)],
        (null or [], { Length: > 0 } folders, null) => [.. folders.Select(EvaluatedFile.OfRun)],
        (null or [], null or [], { } folder) => OfData(Ablation.Weights(folder), folder, spec),
        _ => throw new ArgumentException("robustness takes --weights FILE..., --run RUN... or --ablation DIR."),
    };

    // Of an ablation over several data sets, the runs on this one.
    private static EvaluatedFile[] OfData(IEnumerable<string> weights, string folder, string spec)
    {
        EvaluatedFile[] all = [.. weights.Select(EvaluatedFile.OfFile)];
        if (all.DistinctBy(one => one.Plan?.Data).Count() == 1) return all;
        EvaluatedFile[] own = [.. all.Where(one => one.Plan is { } plan && TestPart.IsDataOf(plan, spec))];
        return own.Length > 0 ? own : throw new FerKitException($"{OneLine.Of(folder)}: holds runs on several data sets, and none on {spec}; name one of {string.Join(", ", all.Select(one => one.Plan?.Data).Distinct())}.");
    }

    // Trainings of one model by one recipe on one data set belong together; others are told apart.
    private static List<TrainedModel> Models(EvaluatedFile[] files) =>
        [.. files.GroupBy(file => Description(file.Weights).Model).SelectMany(model =>
        {
            var trainings = model.GroupBy(file => (Recipe: file.Plan?.Recipe.Name ?? "another recipe", Data: file.Plan is { } plan ? DataTitle.Of(plan) : "other data")).ToList();
            string Differs(Func<(string Recipe, string Data), string> of, string before, (string Recipe, string Data) one) => trainings.DistinctBy(other => of(other.Key)).Skip(1).Any() ? before + of(one) : "";
            return trainings.Select(one => new TrainedModel(
                $"{model.Key}{Differs(key => key.Recipe, ", ", one.Key)}{Differs(key => key.Data, " on ", one.Key)}", [.. one.Select(file => file.Weights)]));
        })];

    private static int InputSize(string file) => Description(file).InputSize;

    private static ModelDescription Description(string file)
    {
        using var opened = SafetensorsFile.Open(file);
        return WeightsFile.ReadDescription(opened) ?? throw new FerKitException($"{OneLine.Of(file)}: does not say what model it is of; name weights that the kit has saved.");
    }

    private List<Sweep> Sweeps(ParseResult parsed, ImageSet set, IReadOnlyList<int> tests)
    {
        string spec = parsed.GetRequiredValue(data.Data);
        List<Sweep> all = [.. Sweep.OfPictures(set, tests)];
        if (spec.StartsWith("faces:", StringComparison.Ordinal))
        {
            // Drawn anew are the persons of the official test part; a run that held out others was trained on these.
            if (tests.SequenceEqual(TestPart.Of(set, spec, run: null, quiet: true).Indices))
                all.InsertRange(0, Sweep.OfFaces(Enum.Parse<FaceLook>(spec["faces:".Length..], ignoreCase: true), set.Size, tests.Count));
            else Console.Error.WriteLine("note: poses and occluders are left out, which are drawn of the official test persons: the run held out others.");
        }
        if (parsed.GetValue(only) is not { } text) return all;
        string[] names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0 || names.FirstOrDefault(name => !all.Exists(sweep => sweep.Name == name)) is { } unknown)
            throw new ArgumentException($"--only is '{OneLine.Of(text)}': use {string.Join(", ", all.Select(sweep => sweep.Name))}, with commas between.");
        return [.. all.Where(sweep => names.Contains(sweep.Name))];
    }
}
