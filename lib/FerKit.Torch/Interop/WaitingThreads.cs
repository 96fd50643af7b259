namespace FerKit.Torch.Interop;

/// <summary>
/// Lets libtorch's threads go to sleep soon when they wait for one another. GNU's OpenMP library has them spin for milliseconds, which
/// makes a training many times slower on a busy machine: two trainings side by side, a classroom's server. As short as here it costs
/// about a twentieth on an idle one; a sixth of it costs up to a third where waking a thread is slow.
/// </summary>
internal static class WaitingThreads
{
    // Some tenths of a millisecond; that library's own choice is fifty times as long.
    private const string Short = "6000";

    /// <summary>To be called before libtorch is loaded; what the user has set stays.</summary>
    internal static void SleepSoon()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null) NativeEnvironment.Default("GOMP_SPINCOUNT", Short);
    }
}
