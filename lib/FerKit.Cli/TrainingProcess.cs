using System.Diagnostics;
using FerKit.Experiments;
using FerKit.Notebooks;

namespace FerKit.Cli;

/// <summary>Trains a run folder in a process of its own, with <c>ferkit train --resume</c>.</summary>
internal static class TrainingProcess
{
    /// <summary>Trains to the run's end. When cancelled, or when this process ends, it finishes its step and keeps its state.</summary>
    /// <exception cref="FerKitException">It failed; what it said last.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task Resume(string run, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(DotnetProgram.Path, [typeof(TrainingProcess).Assembly.Location, "train", "--resume", run])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment[StopSignals.ParentVariable] = "1";
        using var process = Process.Start(start)!;
        using var stopping = cancellation.Register(process.StandardInput.Close);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        string errors = await process.StandardError.ReadToEndAsync(CancellationToken.None).ConfigureAwait(false);
        await output.ConfigureAwait(false);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        if (process.ExitCode == 0) return;
        const string Name = "ferkit: ";
        var plan = RunFolder.ReadPlan(run);
        string last = errors.TrimEnd().Split('\n')[^1];
        throw new FerKitException($"{plan.Model}, seed {plan.Seed}: {(last.StartsWith(Name, StringComparison.Ordinal) ? last[Name.Length..] : $"its process ended with code {process.ExitCode} ({OneLine.Of(last)}); the same command goes on.")}");
    }
}
