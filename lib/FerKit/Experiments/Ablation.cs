using System.Diagnostics;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>
/// Trains and tests many models by the same recipe: those of Tables 5 to 7, over data sets, seeds and folds. A run that is
/// finished is a line of <c>results.csv</c>; what was stopped goes on where it was.
/// </summary>
public static class Ablation
{
    internal const string ResultsFile = "results.csv";

    private const string RunsFolder = "runs";

    /// <summary>The eight networks of Tables 5 to 7, and last the text's control, plain 3x3 convolutions on the whole map.</summary>
    public static IReadOnlyList<string> Models { get; } =
    [
        "gclnet:baseline", "gclnet:lfa", "gclnet:mgc", "gclnet:recommended", "gclnet:unsplit-asymmetric", "gclnet:split-plain", "gclnet:multi-scale", "gclnet:attention", "gclnet:unsplit-plain",
    ];

    /// <summary>The rows of a table of the paper: what it calls them, and the network that each is.</summary>
    /// <param name="table">5, 6 or 7.</param>
    /// <exception cref="ArgumentException">Another table.</exception>
    public static IReadOnlyList<(string Label, string Model)> Table(int table) => table switch
    {
        5 => [("neither", Models[0]), ("LFA", Models[1]), ("MGC", Models[2]), ("LFA and MGC", Models[3])],
        6 => [("Baseline", Models[0]), ("Asymmetric convolution", Models[4]), ("Feature map segmentation", Models[5]), ("Local feature enhancement", Models[1])],
        7 => [("Baseline", Models[0]), ("Multi-scale modules", Models[6]), ("Fusion convolutional attention", Models[7]), ("Global information association", Models[2])],
        _ => throw new ArgumentException($"Table {table} is no ablation: 5, 6 and 7 are.", nameof(table)),
    };

    /// <summary>The weights of all runs of an ablation's folder, in their order.</summary>
    /// <exception cref="FerKitException">There are no results, or weights are missing.</exception>
    public static IReadOnlyList<string> Weights(string folder)
    {
        string[] files = [.. AblationFile.Read(Path.Combine(folder, ResultsFile)).Select(row => RunFolder.BestOf(Path.Combine(folder, RunsFolder, row.Id)))];
        return Array.Find(files, file => !File.Exists(file)) is { } missing ? throw new FerKitException($"{OneLine.Of(missing)}: is missing; delete {ResultsFile} and run the ablation again.") : files;
    }

    /// <summary>Carries out plans that have no line yet.</summary>
    /// <param name="plans">What to run; runs of the same data should stand together.</param>
    /// <param name="folder">Where <c>results.csv</c>, its <see cref="AblationStamp"/> and a run folder for each run are; made where it is missing. There is no stamp where other plans have lines too.</param>
    /// <param name="load">Loads the data of a plan, at its recipe's size.</param>
    /// <param name="begun">Told of each plan before it is run: its number from 1, of how many.</param>
    /// <param name="progress">Told of every training step here; may be null.</param>
    /// <param name="parallel">Trains several runs at a time elsewhere, of whose steps nothing is told; null: one after the other, here.</param>
    /// <param name="warn">Told once of each thing that is wrong with a split; may be null.</param>
    /// <param name="cancellation">Stops after the step that is being done; the next call goes on.</param>
    /// <returns>The lines of these plans, in their order.</returns>
    /// <exception cref="FerKitException">As <see cref="TrainingRun"/>; or another process is at work in the folder.</exception>
    public static IReadOnlyList<AblationRow> Run(
        IReadOnlyList<RunPlan> plans, string folder, Func<RunPlan, ImageSet> load, Action<RunPlan, int, int>? begun = null,
        IProgress<TrainingProgress>? progress = null, ParallelTrainings? parallel = null, Action<string>? warn = null, CancellationToken cancellation = default)
    {
        using var locked = new FolderLock(folder, create: true, "an ablation", "at work", "name another folder with --out");
        string file = Path.Combine(folder, ResultsFile);
        var rows = File.Exists(file) ? AblationFile.Read(file).ToList() : [];
        var done = new AblationRow[plans.Count];
        var groups = Groups(plans);
        var names = new Dictionary<string, string>();
        var told = new HashSet<string>();
        // Of several data sets the last one's faults are better known before the first is trained on.
        foreach (var group in groups.Count > 1 ? groups : [])
        {
            using var set = load(plans[group.Start]);
            Check(group, set);
        }
        foreach (var group in groups)
        {
            using var set = load(plans[group.Start]);
            RunOnData(group, set, Check(group, set));
        }
        // In the order of the plans, whichever was done first.
        if (parallel is not null) AblationFile.Write(file, [.. done, .. rows.Except(done)]);
        if (plans.Count > 0 && rows.Count == plans.Count) AblationStamp.Write(folder, plans, done, RunFolder.ReadEnvironment(Path.Combine(folder, RunsFolder, done[^1].Id)));
        else AblationStamp.Remove(folder);    // other rows were made otherwise
        return done;

        // The parts of each plan by its row's id.
        List<(string Id, DataParts Parts)> Check(Group group, ImageSet set)
        {
            string name = DataTitle.SpecOf(plans[group.Start].Data, set.Source);
            if (!names.TryAdd(name, plans[group.Start].Data) && names[name] != plans[group.Start].Data)
                throw new FerKitException($"{OneLine.Of(plans[group.Start].Data)} and {OneLine.Of(names[name])} are both {name}, and results name the data so: compare networks on them in two folders.");
            var parts = new List<(string Id, DataParts Parts)>();
            for (int i = group.Start; i < group.End; i++)
            {
                parts.Add((IdOf(plans[i], set), TrainingRun.Split(set, plans[i])));
                if (parts[^1].Parts.Test.Count == 0)
                    throw new FerKitException($"{plans[i].Data}: has no test part: hold some of it out (--holdout), or name folds (--folds).");
                if (parts[^1].Parts.Warning is { } warning && told.Add($"{name}: {warning}")) warn?.Invoke($"{name}: {warning}");
            }
            return parts;
        }

        void RunOnData(Group group, ImageSet set, List<(string Id, DataParts Parts)> parts)
        {
            var missing = new List<(string Folder, RunPlan Plan)>();
            for (int i = group.Start; i < group.End; i++)
            {
                string id = parts[i - group.Start].Id, run = Path.Combine(folder, RunsFolder, id);
                if (rows.Exists(row => row.Id == id) || missing.Exists(one => one.Folder == run)) continue;
                if (!RunFolder.IsClosed(run)) missing.Add((run, plans[i]));
                else if (File.Exists(RunFolder.BestOf(run))) Finish(plans[i], 0);    // its line was lost
                else
                {
                    Directory.Delete(run, recursive: true);
                    missing.Add((run, plans[i]));
                }
            }
            if (parallel is null) foreach (var (_, plan) in missing)
            {
                Begin(plan);
                Finish(plan, 0);
            }
            else
            {
                foreach (var (run, plan) in missing.Where(one => !RunFolder.IsRun(one.Folder)))
                    RunFolder.Create(run, plan with { Source = set.Source }, Own(plan).Parts, set.Names).Dispose();
                parallel.Train(missing, Begin, Finish, cancellation);
            }
            for (int i = group.Start; i < group.End; i++) done[i] = rows.Find(row => row.Id == parts[i - group.Start].Id)!;

            (string Id, DataParts Parts) Own(RunPlan plan) => parts[NumberOf(plan) - group.Start];

            void Begin(RunPlan plan) => begun?.Invoke(plan, NumberOf(plan) + 1, plans.Count);

            // A run that is trained already is only scored.
            void Finish(RunPlan plan, double before)
            {
                var (id, own) = Own(plan);
                string run = Path.Combine(folder, RunsFolder, id);
                rows.Add(Train(set, own, plan, run, before, progress, cancellation));
                AblationFile.Write(file, rows);
                RunFolder.DropCheckpoints(run);
            }
        }

        int NumberOf(RunPlan plan) => plans.TakeWhile(one => !ReferenceEquals(one, plan)).Count();
    }

    /// <summary>What a plan's row is found by: it tells the plan and the pictures, but for device and threads.</summary>
    public static string IdOf(RunPlan plan, ImageSet set) => RunIdentity.Of(plan, set)[..12];

    private static AblationRow Train(ImageSet set, DataParts parts, RunPlan plan, string folder, double before, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var answers = RunFolder.IsClosed(folder) ? TrainingRun.TestAgain(set, parts, folder, plan, cancellation) : Trained();
        string[] persons = [.. set.Subjects.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        bool known = parts.Test.All(one => set.Subjects[one] is not null);
        return new AblationRow(Path.GetFileName(folder), DataTitle.SpecOf(plan.Data, set.Source), plan.Model, plan.Seed, plan.Fold is { } fold ? $"{fold.Index}/{fold.Of}" : "", plan.Recipe.Name, plan.Recipe.Epochs, set.Size,
            before + clock.Elapsed.TotalSeconds, set.ClassNames, answers.Truth, answers.Classes, known ? [.. parts.Test.Select(one => Array.BinarySearch(persons, set.Subjects[one], StringComparer.Ordinal))] : []);

        Prediction Trained()
        {
            using var report = RunFolder.IsRun(folder)
                ? TrainingRun.Resume(set, parts, folder, plan.Device, plan.Threads, progress, null, cancellation) : TrainingRun.Start(set, parts, plan, folder, progress, null, cancellation);
            return report.Answers!;
        }
    }

    // Runs of the same data stand together, so that it is loaded once.
    private static List<Group> Groups(IReadOnlyList<RunPlan> plans)
    {
        var groups = new List<Group>();
        for (int first = 0, end; first < plans.Count; first = end)
        {
            for (end = first + 1; end < plans.Count && HaveSameData(plans[end], plans[first]); end++) { }
            groups.Add(new Group(first, end));
        }
        return groups;
    }

    private static bool HaveSameData(RunPlan one, RunPlan other) =>
        (one.Data, one.Recipe.Size, one.Subject, one.Contempt) == (other.Data, other.Recipe.Size, other.Subject, other.Contempt);

    private readonly record struct Group(int Start, int End);
}
