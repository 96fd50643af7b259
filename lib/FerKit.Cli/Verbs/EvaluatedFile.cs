using FerKit.Experiments;

namespace FerKit.Cli.Verbs;

/// <summary>Weights that are scored, and the run that they are the best of, as far as that is known: it tells what they were trained on.</summary>
/// <param name="Weights">The file.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="Plan">The run's plan.</param>
internal sealed record EvaluatedFile(string Weights, string? Run, RunPlan? Plan)
{
    /// <summary>A weights file; without a folder named, that is found where the file lies in one.</summary>
    /// <exception cref="FerKitException">The named folder holds no run.</exception>
    public static EvaluatedFile Of(string weights, string? run = null)
    {
        run ??= RunFolder.OfWeights(weights);
        return new EvaluatedFile(weights, run, run is null ? null : RunFolder.ReadPlan(run));
    }
}
