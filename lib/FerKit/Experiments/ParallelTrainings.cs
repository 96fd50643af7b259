using System.Diagnostics;

namespace FerKit.Experiments;

/// <summary>
/// Trains several run folders at a time, which pays where a network is too small for all cores: libtorch's random state and
/// threads are a process's, so each training needs one of its own.
/// </summary>
/// <param name="Jobs">Trainings at a time, at least one.</param>
/// <param name="Resume">Trains the run of a folder to its end in another process, from wherever it is, on the plan's device with the plan's threads; stops, keeping its state, when cancelled. Throws what went wrong.</param>
public sealed record ParallelTrainings(int Jobs, Func<string, RunPlan, CancellationToken, Task> Resume)
{
    /// <summary>Trains runs; the first that fails stops the others.</summary>
    /// <param name="runs">What to train: a run folder and its plan.</param>
    /// <param name="begun">Told before each.</param>
    /// <param name="trained">Told after each, with its seconds; of one at a time, on any thread.</param>
    /// <param name="cancellation">Stops all.</param>
    internal void Train(IReadOnlyList<(string Folder, RunPlan Plan)> runs, Action<RunPlan> begun, Action<RunPlan, double> trained, CancellationToken cancellation)
    {
        Lock beginning = new(), ending = new();
        Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation }, async (run, stop) =>
        {
            lock (beginning) begun(run.Plan);
            var clock = Stopwatch.StartNew();
            await Resume(run.Folder, run.Plan, stop).ConfigureAwait(false);
            double seconds = clock.Elapsed.TotalSeconds;
            lock (ending) trained(run.Plan, seconds);
        }).GetAwaiter().GetResult();
    }
}
