namespace FerKit.Cli.Output;

/// <summary>Progress that is reported on the thread that made it, in order.</summary>
internal sealed class Synchronous<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
