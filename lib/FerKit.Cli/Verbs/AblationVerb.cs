using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Figures;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit ablation</c>: many models, seeds and folds by one recipe.</summary>
internal sealed class AblationVerb
{
    // With its data, which each process loads.
    private const long SmallTrainingBytes = 1L << 30;

    private const string Note = "95 % intervals by drawing persons (pictures, where persons are unknown) and seeds anew; spread: standard deviation from seed to seed, in points";

    private readonly DataOptions choices = new();
    private readonly Option<string[]> data = new("--data") { Description = $"The data set: {DataSource.Listing}; given several times, they are gone through one after the other.", Required = true };
    private readonly Option<string> models = new("--models") { Description = "table5, table6, table7, all (the three tables and their control), or names with commas between.", DefaultValueFactory = _ => "table5" };
    private readonly Option<bool> tiny = new("--tiny") { Description = "Each of them a quarter as wide." };
    private readonly Option<int> seeds = new("--seeds") { Description = "Trainings of each model, with the seeds 1, 2, ...", DefaultValueFactory = _ => 3 };
    private readonly Option<int?> folds = new("--folds") { Description = "Each training as often as there are folds of the persons, every one held out once." };
    private readonly Option<string> recipe = new("--recipe") { Description = $"{Recipe.Listing}, or a JSON file; --key=value overrides a value.", DefaultValueFactory = _ => "quick" };
    private readonly Option<double> holdOut = new("--holdout") { Description = "Share kept for the test where the data has no test part and no folds are asked for.", DefaultValueFactory = _ => 0.2 };
    private readonly Option<string> output = new("--out") { Description = "Folder for results.csv, the runs and a page with the figures; the same command goes on with it.", Required = true };
    private readonly Option<int?> jobs = new("--jobs") { Description = "Trainings at a time, which share the threads; several are each in a process of its own. By default one a core, with 1 GiB of memory each, where all models are tiny and on the CPU and --threads is not given; else one." };
    private readonly Option<bool> json = new("--json") { Description = "Print the table as one JSON document." };
    private readonly RuntimeOptions run = new();

    public static Command Create() => new AblationVerb().Command();

    private Command Command()
    {
        var command = new Command("ablation", "Trains and tests many models by one recipe, and compares them.") { data, models, tiny, seeds, folds, recipe, holdOut, output, jobs, json };
        choices.AddChoicesTo(command);
        run.AddTo(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) =>
        {
            int threads = run.Apply(parsed);
            string folder = parsed.GetRequiredValue(output);
            var plans = Plans(parsed);
            int atOnce = Math.Min(Jobs(parsed, plans, threads), plans.Count);
            plans = [.. plans.Select(plan => plan with { Threads = Math.Max(1, threads / atOnce) })];
            if (plans[0].Recipe.Compute.WarningOn(new Device(plans[0].Device)) is { } warning) Console.Error.WriteLine($"warning: {warning}");
            var warnings = new List<string>();
            IReadOnlyList<AblationRow> rows;
            try
            {
                rows = Ablation.Run(plans, folder, plan => DataOptions.Load(plan.Data, plan.Recipe.Size, new LoadOptions { SubjectPattern = plan.Subject, Contempt = plan.Contempt }, cancellation),
                    (plan, number, of) => Console.Error.WriteLine($"run {number} of {of}: {plan.Model}{(plans.DistinctBy(one => one.Data).Skip(1).Any() ? $" on {DataTitle.Of(plan)}" : "")}, seed {plan.Seed}{(plan.Fold is { } fold ? $", fold {fold.Index} of {fold.Of}" : "")}"),
                    atOnce == 1 ? new TrainingLine() : null, atOnce == 1 ? null : new ParallelTrainings(atOnce, TrainingProcess.Resume), Warn, cancellation);
            }
            catch (OperationCanceledException e)
            {
                throw new OperationCanceledException("stopped; the same command goes on.", e);
            }
            if (!AblationStamp.Exists(folder)) Console.Error.WriteLine($"note: {folder} holds runs of other plans too, so there is no made.json, which would tell how all were made.");
            var table = AblationSummary.Of(rows);
            AblationReport.Write(folder, table, warnings);
            if (parsed.GetValue(json)) JsonOutput.Write(new { Out = folder, Recipe = plans[0].Recipe.Name, Rows = rows.Count, Table = table });
            else foreach (string line in table.GroupBy(row => row.Data).SelectMany(set => Lines(set.Key, [.. set])).Append(Note).Append(Path.Combine(folder, FigureReport.PageFile))) Console.WriteLine(line);
            return Task.FromResult(0);

            void Warn(string text)
            {
                warnings.Add(text);
                Console.Error.WriteLine($"warning: {text}");
            }
        });
        return command;
    }

    private List<RunPlan> Plans(ParseResult parsed)
    {
        var chosen = RecipeText.Override(RecipeText.Parse(parsed.GetRequiredValue(recipe)), parsed.RecipeOverrides());
        if (chosen.NeedsWeights) throw new ArgumentException($"--recipe {chosen.Name} starts from weights, which an ablation does not take: its models are too different to share them.");
        int seedCount = parsed.InRange(seeds, 1, 1000);
        int? foldCount = parsed.GetValue(folds);
        if (foldCount is < 2 or > 1000) throw new ArgumentException($"--folds is {foldCount}: it must be from 2 to 1000.");
        string[] names = Names(parsed.GetRequiredValue(models), parsed.GetValue(tiny));
        List<SubjectFold?> parts = foldCount is { } k ? [.. Enumerable.Range(1, k).Select(i => new SubjectFold(i, k))] : [null];
        return
        [
            .. from set in Sets(parsed)
               from seed in Enumerable.Range(1, seedCount)
               from name in names
               from fold in parts
               select new RunPlan(set.Spec, name, chosen, (ulong)seed, parsed.Share(holdOut), null, run.Device(parsed), set.Subject, set.Contempt, fold),
        ];
    }

    // Of several data sets each takes the choices that it has.
    private List<(string Spec, string? Subject, ContemptChoice Contempt)> Sets(ParseResult parsed)
    {
        DataSource[] sets = [.. parsed.GetRequiredValue(data).Select(DataSource.FullSpec).Distinct().Select(DataSource.Parse)];
        var (subject, contempt) = (parsed.GetValue(choices.Subject), parsed.GetValue(choices.Contempt));
        return [.. sets.Select(set => (set.Spec,
            Array.TrueForAll(sets, one => !one.TakesSubjectPattern) || set.TakesSubjectPattern ? subject : null,
            Array.TrueForAll(sets, one => !one.KnowsContempt) || set.KnowsContempt ? contempt : ContemptChoice.Drop))];
    }

    private int Jobs(ParseResult parsed, List<RunPlan> plans, int threads)
    {
        if (parsed.GetValue(jobs) is { } asked) return asked is >= 1 and <= 256 ? asked : throw new ArgumentException($"--jobs is {asked}: it must be from 1 to 256.");
        bool small = plans.TrueForAll(plan => plan.Device == "cpu" && plan.Model.EndsWith(ModelZoo.TinySuffix, StringComparison.Ordinal));
        return small && run.Threads(parsed) is null ? ParallelWork.Processes(SmallTrainingBytes, threads) : 1;
    }

    private static string[] Names(string text, bool tiny)
    {
        string[] names = text switch
        {
            "all" => [.. Ablation.Models],
            "table5" or "table6" or "table7" => [.. Ablation.Table(text[^1] - '0').Select(row => row.Model)],
            _ => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        if (tiny) names = [.. names.Select(name => name.EndsWith(ModelZoo.TinySuffix, StringComparison.Ordinal) ? name : name + ModelZoo.TinySuffix)];
        if (names.Length == 0 || !names.All(ModelZoo.Names.Contains))
            throw new ArgumentException($"--models is '{OneLine.Of(text)}': use table5, table6, table7, all, or {ModelZoo.Listing}, with commas between.");
        return [.. names.Distinct()];
    }

    private static IEnumerable<string> Lines(string set, IReadOnlyList<AblationSummary> table)
    {
        yield return $"on {DataTitle.Of(set)}";
        yield return $"{"model",-28} {"accuracy",-22} {"spread",7}  {"macro-F1",-22} points over the first";
        foreach (var row in table)
            yield return $"{row.Model,-28} {IntervalText.Percent(row.Accuracy),-22} {(double.IsNaN(row.Spread) ? "-" : $"{100 * row.Spread:F1}"),7}  {IntervalText.Score(row.MacroF1),-22} {(row.Gain is { } gain ? IntervalText.Points(gain) : "")}";
    }
}
