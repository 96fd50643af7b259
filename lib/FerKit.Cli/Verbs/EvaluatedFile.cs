using FerKit.Experiments;

namespace FerKit.Cli.Verbs;

/// <summary>Weights that are scored, and the run that they are the best of, as far as that is known: it tells what they were trained on.</summary>
/// <param name="Weights">The file.</param>
/// <param name="Run">The run's folder.</param>
/// <param name="Plan">The run's plan.</param>
internal sealed record EvaluatedFile(string Weights, string? Run, RunPlan? Plan)
{
    /// <summary>The best weights of a run.</summary>
    /// <exception cref="FerKitException">The folder holds no run.</exception>
    public static EvaluatedFile OfRun(string run) => new(RunFolder.BestOf(run), run, RunFolder.ReadPlan(run));

    /// <summary>A weights file, and its run where it lies in one that can be read.</summary>
    public static EvaluatedFile OfFile(string weights)
    {
        if (RunFolder.OfWeights(weights) is not { } run) return new EvaluatedFile(weights, null, null);
        try
        {
            RunFolder.EpochsOf(run);
            return new EvaluatedFile(weights, run, RunFolder.ReadPlan(run));
        }
        catch (FerKitException e)
        {
            Console.Error.WriteLine($"warning: {e.Message} What {weights} was trained on is not known, therefore.");
            return new EvaluatedFile(weights, null, null);
        }
    }
}
