using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace FerKit;

/// <summary>Loops over several threads, and how many processes a machine holds.</summary>
internal static class ParallelWork
{
    /// <summary>As many processes as there is memory for: at least one, and no more than asked for.</summary>
    /// <param name="bytes">What each takes.</param>
    /// <param name="most">The most of them.</param>
    public static int Processes(long bytes, int most) => (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / bytes, 1, most);

    /// <summary>Runs the body for 0 .. count - 1. The first failure is thrown as it is, not wrapped.</summary>
    /// <param name="count">How often.</param>
    /// <param name="workers">Threads; 0 for one a core.</param>
    /// <param name="body">Called from several threads.</param>
    /// <param name="cancellation">Stops between calls.</param>
    public static void For(int count, int workers, Action<int> body, CancellationToken cancellation)
    {
        try
        {
            // One at a time: with the default's runs of 16, a thread waits at the end while the other does its last ones.
            var numbers = Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(numbers, new ParallelOptions { MaxDegreeOfParallelism = workers > 0 ? workers : Environment.ProcessorCount, CancellationToken = cancellation }, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
