using System.Diagnostics;

namespace FerKit.Experiments;

/// <summary>
/// Trains several run folders at a time, which pays where a network is too small for all cores: libtorch's random state and
/// threads are a process's, so each training needs one of its own.
/// </summary>
/// <param name="Jobs">Trainings at a time, at least one.</param>
/// <param name="Resume">Trains the run of a folder to its end, from wherever it is; stops, keeping its state, when cancelled. Throws what went wrong.</param>
public sealed record TrainingHelpers(int Jobs, Func<string, CancellationToken, Task> Resume)
{
    /// <summary>Trains runs; the first that fails stops the others.</summary>
    /// <param name="runs">What to train.</param>
    /// <param name="folder">The run folder of each.</param>
    /// <param name="begun">Told before each.</param>
    /// <param name="trained">Told after each, with its seconds; for one at a time, on any thread.</param>
    /// <param name="cancellation">Stops all.</param>
    internal void Train<T>(IReadOnlyList<T> runs, Func<T, string> folder, Action<T> begun, Action<T, double> trained, CancellationToken cancellation)
    {
        var gate = new Lock();
        Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = Jobs, CancellationToken = cancellation }, async (run, stop) =>
        {
            lock (gate) begun(run);
            var clock = Stopwatch.StartNew();
            await Resume(folder(run), stop).ConfigureAwait(false);
            double seconds = clock.Elapsed.TotalSeconds;
            lock (gate) trained(run, seconds);
        }).GetAwaiter().GetResult();
    }
}
