using FerKit.Experiments;
using FerKit.Notebooks;

namespace FerKit.Cli;

/// <summary>Trains a run folder in a process of its own, with <c>ferkit train --resume</c>.</summary>
internal static class TrainingProcess
{
    private const string Name = "ferkit: ";

    /// <summary>Trains to the run's end. When cancelled, or when this process ends, it finishes its step and keeps its state.</summary>
    /// <exception cref="FerKitException">It failed; what it said last.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task Resume(string run, RunPlan plan, CancellationToken cancellation)
    {
        string[] threads = plan.Threads is { } count ? ["--threads", $"{count}"] : [];
        using var process = DotnetProgram.Start([typeof(TrainingProcess).Assembly.Location, "train", "--resume", run, "--device", plan.Device, .. threads], (StopSignals.ParentVariable, "1"));
        using var held = process.StandardInput;
        using var stopping = cancellation.Register(held.Close);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string errors = await process.StandardError.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode == 0) return;
        string last = errors.TrimEnd().Split('\n')[^1];
        throw new FerKitException($"{plan.Model}, seed {plan.Seed}: {(last.StartsWith(Name, StringComparison.Ordinal) ? last[Name.Length..] : $"its process ended with code {process.ExitCode} ({OneLine.Of(last)}); the same command goes on.")}");
    }
}
