using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit train</c>: a new run, or with <c>--resume</c> one that was stopped.</summary>
internal sealed class TrainVerb
{
    private readonly DataOptions data = new(required: false);
    private readonly Option<string> model = new("--model") { Description = $"The model: {ModelZoo.Listing}.", DefaultValueFactory = _ => "gclnet" };
    private readonly Option<string> recipe = new("--recipe") { Description = $"{Recipe.Listing}, or a JSON file.", DefaultValueFactory = _ => "quick" };
    private readonly Option<ulong> seed = new("--seed") { Description = "Decides weights, order, augmentation and splits.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> output = new("--out") { Description = "The run folder to make." };
    private readonly Option<string?> resume = new("--resume") { Description = "Goes on with a run that was stopped, instead; all it needs is in its folder.", HelpName = "RUN" };
    private readonly Option<string?> weights = new("--weights") { Description = "Weights to start from: of an earlier run, or of ImageNet (safetensors)." };
    private readonly Option<double> holdOut = new("--holdout") { Description = "Share kept for the test where the data has no test part: of the persons where they are known.", DefaultValueFactory = _ => 0.2 };
    private readonly Option<string?> fold = new("--fold") { Description = "Holds out one fold of the persons instead, e.g. 3/10.", HelpName = "I/K" };
    private readonly Option<SplitChoice> split = ChoiceOption.Create("--split", "How the test part comes about (auto: official, else person, else stratified)", SplitChoice.Auto);
    private readonly Option<bool> logTest = new("--log-test") { Description = "Scores the test part after each epoch too, for its curve; it chooses nothing." };
    private readonly Option<bool> json = new("--json") { Description = "Print the result as one JSON document." };
    private readonly RuntimeOptions run = new();

    public static Command Create() => new TrainVerb().Command();

    private Command Command()
    {
        var command = new Command("train", "Trains a model; --key=value overrides a value of the recipe, e.g. --epochs=5 --batch=64 --size=64.")
        {
            model, recipe, seed, output, resume, weights, holdOut, split, fold, logTest, json,
        };
        data.AddTo(command);
        run.AddTo(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
        {
            int threads = run.Apply(parsed);
            if (parsed.GetValue(resume) is { } stopped) Resume(parsed, stopped, cancellation);
            else Start(parsed, threads, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private void Start(ParseResult parsed, int threads, CancellationToken cancellation)
    {
        string folder = parsed.GetValue(output) ?? throw new ArgumentException("train needs --out RUN, the run folder to make, or --resume RUN to go on with one.");
        string spec = parsed.GetValue(data.Data) ?? throw new ArgumentException($"train needs --data: {DataSource.Listing}.");
        parsed.CheckModel(model!);
        var chosen = RecipeText.Override(RecipeText.Parse(parsed.GetRequiredValue(recipe)), parsed.RecipeOverrides());
        var plan = new RunPlan(DataSource.FullSpec(spec), parsed.GetRequiredValue(model), chosen, parsed.GetValue(seed), parsed.Share(holdOut),
            parsed.GetValue(weights) is { } file ? Path.GetFullPath(file) : null, run.Device(parsed), parsed.GetValue(data.Subject), parsed.GetValue(data.Contempt),
            parsed.GetValue(fold) is { } text ? SubjectFold.Parse(text) : null, parsed.GetValue(logTest), threads, parsed.GetValue(split));
        if (plan.Fold is not null && plan.Split != SplitChoice.Auto) throw new ArgumentException("--fold and --split both say what is held out: give one of them.");
        TrainingRun.CheckWeights(plan);
        RunFolder.CheckUnused(folder);
        using var set = data.Load(parsed, chosen.Size, cancellation);
        Console.Error.WriteLine($"recipe {RecipeText.OneLine(chosen)}");
        var parts = TrainingRun.Split(set, plan);
        if (plan.LogTest && parts.Test.Count == 0) throw new ArgumentException("--log-test needs a test part, and nothing is held out: give --holdout, or leave it away.");
        Announce(parts, plan);
        Report(parsed, folder, () => TrainingRun.Start(set, parts, plan, folder, new TrainingLine(), Note, cancellation));
    }

    private void Resume(ParseResult parsed, string folder, CancellationToken cancellation)
    {
        if (parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().FirstOrDefault(one => !one.Implicit && !run.Contains(one.Option) && one.Option != resume && one.Option != json && !one.Option.Recursive) is { } other)
            throw new ArgumentException($"--resume goes on with what {OneLine.Of(folder)} was begun with: leave {other.Option.Name} away.");
        if (parsed.UnmatchedTokens is [var token, ..])
            throw new ArgumentException($"--resume goes on with what {OneLine.Of(folder)} was begun with: leave '{OneLine.Of(token)}' away.");
        var plan = RunFolder.ReadPlan(folder);
        if (RunFolder.IsFinished(folder)) Note("the run is finished already; it is tested again.");
        var before = plan;
        plan = plan with { Device = run.GivenDevice(parsed) ?? plan.Device, Threads = run.Threads(parsed) ?? plan.Threads };
        if (plan != before) Console.Error.WriteLine($"warning: the run was begun on {before.Device}{(before.Threads is { } count ? $" with {count} threads" : "")}: rounding differs, and so the end will.");
        using var set = DataOptions.Load(plan.Data, plan.Recipe.Size, new LoadOptions { SubjectPattern = plan.Subject, Contempt = plan.Contempt }, cancellation);
        Console.Error.WriteLine($"recipe {RecipeText.OneLine(plan.Recipe)}");
        var parts = TrainingRun.Split(set, plan);
        Announce(parts, plan);
        Report(parsed, folder, () => TrainingRun.Resume(set, parts, folder, plan.Device, plan.Threads, new TrainingLine(), Note, cancellation));
    }

    private void Report(ParseResult parsed, string folder, Func<TrainingReport> train)
    {
        TrainingReport report;
        try
        {
            report = train();
        }
        catch (OperationCanceledException e) when (Directory.Exists(folder))
        {
            throw new OperationCanceledException($"stopped; 'ferkit train --resume {OneLine.Of(folder)}' goes on.", e);
        }
        using (report) Print(report, folder, parsed.GetValue(json));
    }

    private static void Announce(DataParts parts, RunPlan plan)
    {
        Console.Error.WriteLine($"{parts.Train.Count} pictures to train on, {parts.Validation.Count} for validation, {parts.Test.Count} for the test ({parts.Kind})");
        foreach (string? warning in (string?[])[parts.Warning, plan.Recipe.Compute.WarningOn(new Device(plan.Device))])
            if (warning is not null) Console.Error.WriteLine($"warning: {warning}");
    }

    private static void Note(string text) => Console.Error.WriteLine($"note: {text}");

    private static void Print(TrainingReport report, string folder, bool json)
    {
        if (json)
        {
            JsonOutput.Write(new
            {
                Run = folder, Train = report.Parts.Train.Count, Validation = report.Parts.Validation.Count, TestPart = report.Parts.Kind,
                report.Notes, report.Epochs, Test = report.Test is null ? null : new MetricsReport(report.Test),
            });
            return;
        }
        Console.WriteLine(report.Test is { } test
            ? $"test ({report.Parts.Kind}, {test.Count} pictures): accuracy {test.Accuracy:P1}, macro-F1 {test.MacroF1:F3}; run kept in {folder}"
            : $"run kept in {folder}");
    }
}
