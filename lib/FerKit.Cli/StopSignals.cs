using System.Diagnostics;
using System.Runtime.InteropServices;
using FerKit.Notebooks;

namespace FerKit.Cli;

/// <summary>
/// Ctrl-C, SIGTERM and a terminal that is closed: the first of them lets the step that is being done finish and its state be saved,
/// the next one ends the process. Where <see cref="ParentVariable"/> is set the parent's end stops it too (<see cref="ParentWatch"/>).
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>The environment variable that says that standard input is the parent's.</summary>
    public const string ParentVariable = "FERKIT_PARENT_HOLDS_INPUT";

    // A shell or 'timeout' may send a signal to the process and again to its group: that is one wish.
    private static readonly TimeSpan OneWish = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource stop = new(), done = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Stopwatch since = new();
    private readonly Lock gate = new();

    /// <summary>Begins to listen.</summary>
    public StopSignals()
    {
        registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, Receive))];
        if (Environment.GetEnvironmentVariable(ParentVariable) is null) return;
        Environment.SetEnvironmentVariable(ParentVariable, null);    // its own children have other inputs
        ParentWatch.Begin(stop.Cancel);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Leaves signals to the system again.</summary>
    public void Dispose()
    {
        done.Cancel();
        foreach (var registration in registrations) registration.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        lock (gate)
        {
            bool first = !since.IsRunning;
            context.Cancel = first || since.Elapsed < OneWish;
            if (!first) return;
            since.Start();
        }
        _ = stop.CancelAsync();
        _ = Tell();
    }

    private async Task Tell()
    {
        await Task.Delay(2 * OneWish, done.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!done.IsCancellationRequested) Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\r\e[K")}ferkit: finishing what is being done; Ctrl-C once more ends it at once.");
    }
}
