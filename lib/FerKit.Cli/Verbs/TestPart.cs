using FerKit.Data;
using FerKit.Experiments;

namespace FerKit.Cli.Verbs;

/// <summary>The pictures that a model is scored on.</summary>
internal static class TestPart
{
    /// <summary>For a run's own data what the run held out, by its <c>split.json</c>; else the official test part; else everything, with a warning.</summary>
    /// <param name="set">The data.</param>
    /// <param name="spec">Its name.</param>
    /// <param name="run">The run's folder; null for weights of unknown origin.</param>
    /// <param name="quiet">Without the warnings: they were given for another model.</param>
    /// <exception cref="FerKitException">The data has changed since the run.</exception>
    public static (IReadOnlyList<int> Indices, string Name) Of(ImageSet set, string spec, string? run, bool quiet = false)
    {
        if (run is not null && RunFolder.ReadPlan(run) is var plan && (IsDataOf(plan, spec) || plan.Source == set.Source))
        {
            try
            {
                var (own, kind, warning) = RunFolder.ReadTest(run, set);
                if (warning is not null && !quiet) Console.Error.WriteLine($"warning: {warning}");
                if (own.Length > 0) return (own, kind == "official" ? "official test part" : kind);
            }
            catch (FerKitException) when (!IsDataOf(plan, spec))
            {
                if (!quiet) Console.Error.WriteLine($"warning: {run} was trained on other pictures of {set.Source}; some of these may be among them.");
            }
        }
        if (set.Splits.Contains(DataSplit.Test)) return ([.. Enumerable.Range(0, set.Count).Where(i => set.Splits[i] == DataSplit.Test)], "official test part");
        if (!quiet) Console.Error.WriteLine($"warning: {spec} has no test part, so all of it is used; pictures that the model was trained on count too, if they are in it.");
        return ([.. Enumerable.Range(0, set.Count)], "all");
    }

    /// <summary>Makes sure that two models are scored on the same pictures.</summary>
    /// <exception cref="FerKitException">They are not.</exception>
    public static void CheckSame(string one, IReadOnlyList<int> pictures, string first, IReadOnlyList<int> firstPictures)
    {
        if (!pictures.SequenceEqual(firstPictures))
            throw new FerKitException($"{OneLine.Of(one)}: held out other pictures than {OneLine.Of(first)}; runs are compared on the same ones: train them with the same --seed, --split, --fold or --holdout (of an ablation without an official test part, take one seed).");
    }

    /// <summary>The plan of the first run that was of this data, whose options it is read with; null where none was.</summary>
    public static RunPlan? PlanOf(IEnumerable<RunPlan?> plans, string spec) => plans.FirstOrDefault(plan => plan is not null && IsDataOf(plan, spec));

    /// <summary>Whether a run was of this data, however the paths are written.</summary>
    public static bool IsDataOf(RunPlan plan, string spec) => DataSource.FullSpec(plan.Data) == DataSource.FullSpec(spec);
}
