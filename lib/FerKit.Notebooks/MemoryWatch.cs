namespace FerKit.Notebooks;

/// <summary>
/// Keeps a cell from taking the machine's memory. Objects of .NET end at the collector's hard limit, with an
/// <see cref="OutOfMemoryException"/>; tensors lie outside of it, so the process's own size is watched too.
/// </summary>
internal static class MemoryWatch
{
    // Code, libraries and the compiler lie outside of the collector's heap as well.
    private const double Allowance = 1.15;
    private const long Program = 512L << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Calls <paramref name="exceeded"/>, once, with the gigabytes in use when they are too many.</summary>
    internal static void Start(Action<double> exceeded)
    {
        // The hard limit when there is one, else the memory of the machine or container.
        long limit = (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * Allowance) + Program;
        new Thread(() =>
        {
            long used;
            while ((used = Used()) < limit)
                Thread.Sleep(Interval);
            exceeded(used / (double)(1 << 30));
        })
        { IsBackground = true, Name = "memory watch", Priority = ThreadPriority.AboveNormal }.Start();
        TellTheSystem();
    }

    private static long Used()
    {
        try
        {
            return Environment.WorkingSet;
        }
        catch (OutOfMemoryException)
        {
            // Reading it takes an object or two. The cell that filled the heap gets this exception too, which is not to end the process here.
            return 0;
        }
    }

    // Linux, out of memory, ends the process that says so, before any other.
    private static void TellTheSystem()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                File.WriteAllText("/proc/self/oom_score_adj", "900");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A container may forbid it; the watch does without.
        }
    }
}
