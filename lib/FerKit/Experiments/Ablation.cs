using System.Diagnostics;
using FerKit.Data;
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
    /// <param name="cancellation">Stops after the step that is being done; the next call goes on.</param>
    /// <returns>The lines of these plans, in their order.</returns>
    /// <exception cref="FerKitException">As <see cref="TrainingRun"/>; or another process is at work in the folder.</exception>
    public static IReadOnlyList<AblationRow> Run(
        IReadOnlyList<RunPlan> plans, string folder, Func<RunPlan, ImageSet> load, Action<RunPlan, int, int>? begun = null,
        IProgress<TrainingProgress>? progress = null, ParallelTrainings? parallel = null, CancellationToken cancellation = default)
    {
        using var locked = new FolderLock(folder, create: true, "an ablation", "at work", "name another folder with --out");
        string file = Path.Combine(folder, ResultsFile);
        var rows = File.Exists(file) ? AblationFile.Read(file).ToList() : [];
        var done = new AblationRow[plans.Count];
        var sets = new Dictionary<string, string>();
        for (int first = 0, end; first < plans.Count; first = end)
        {
            for (end = first + 1; end < plans.Count && HaveSameData(plans[end], plans[first]); end++) { }
            using var set = load(plans[first]);
            RunOnData(first, end, set);
        }
        // In the order of the plans, whichever was done first.
        if (parallel is not null) AblationFile.Write(file, [.. done, .. rows.Except(done)]);
        if (plans.Count > 0 && rows.Count == plans.Count) AblationStamp.Write(folder, plans);
        else AblationStamp.Remove(folder);    // other rows were made otherwise
        return done;

        void RunOnData(int first, int end, ImageSet set)
        {
            string name = DataTitle.SpecOf(plans[first].Data, set.Source);
            if (!sets.TryAdd(name, plans[first].Data) && sets[name] != plans[first].Data)
                throw new FerKitException($"{OneLine.Of(plans[first].Data)} and {OneLine.Of(sets[name])} are both {name}, and results name the data so: compare networks on them in two folders.");
            string[] ids = [.. plans.Skip(first).Take(end - first).Select(plan => IdOf(plan, set))];
            var parts = new Dictionary<string, DataParts>();
            var missing = new List<(string Folder, RunPlan Plan)>();
            for (int i = first; i < end; i++)
            {
                string id = ids[i - first];
                if (rows.Exists(row => row.Id == id) || !parts.TryAdd(id, TrainingRun.Split(set, plans[i]))) continue;
                if (parts[id].Test.Count == 0)
                    throw new FerKitException($"{plans[i].Data}: has no test part: hold some of it out (--holdout), or name folds (--folds).");
                missing.Add((Path.Combine(folder, RunsFolder, id), plans[i]));
            }
            if (parallel is null) foreach (var (_, plan) in missing)
            {
                Begin(plan);
                Finish(plan, 0);
            }
            else
            {
                foreach (var (run, plan) in missing.Where(one => !RunFolder.IsRun(one.Folder)))
                    RunFolder.Create(run, plan with { Source = set.Source }, parts[Path.GetFileName(run)], set.Names).Dispose();
                parallel.Train(missing, Begin, Finish, cancellation);
            }
            for (int i = first; i < end; i++) done[i] = rows.Find(row => row.Id == ids[i - first])!;

            void Begin(RunPlan plan) => begun?.Invoke(plan, NumberOf(plan) + 1, plans.Count);

            // A run that is trained already is only scored.
            void Finish(RunPlan plan, double before)
            {
                string id = ids[NumberOf(plan) - first], run = Path.Combine(folder, RunsFolder, id);
                rows.Add(Train(set, parts[id], plan, run, before, progress, cancellation));
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
        using var report = RunFolder.IsRun(folder)
            ? TrainingRun.Resume(set, parts, folder, plan.Device, plan.Threads, progress, null, cancellation) : TrainingRun.Start(set, parts, plan, folder, progress, null, cancellation);
        var answers = report.Answers!;
        string[] persons = [.. set.Subjects.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        bool known = report.Parts.Test.All(one => set.Subjects[one] is not null);
        return new AblationRow(Path.GetFileName(folder), DataTitle.SpecOf(plan.Data, set.Source), plan.Model, plan.Seed, plan.Fold is { } fold ? $"{fold.Index}/{fold.Of}" : "", plan.Recipe.Name, plan.Recipe.Epochs, set.Size,
            before + clock.Elapsed.TotalSeconds, set.ClassNames, answers.Truth, answers.Classes, known ? [.. report.Parts.Test.Select(one => Array.BinarySearch(persons, set.Subjects[one], StringComparer.Ordinal))] : []);
    }

    private static bool HaveSameData(RunPlan one, RunPlan other) =>
        (one.Data, one.Recipe.Size, one.Subject, one.Contempt) == (other.Data, other.Recipe.Size, other.Subject, other.Contempt);
}
