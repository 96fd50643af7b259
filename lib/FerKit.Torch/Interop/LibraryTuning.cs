namespace FerKit.Torch.Interop;

/// <summary>What the libraries under libtorch read once, when they are loaded: set up before, and once.</summary>
internal static class LibraryTuning
{
    private static int done;

    internal static void Apply()
    {
        if (!OperatingSystem.IsLinux() || Interlocked.Exchange(ref done, 1) != 0) return;
        WaitingThreads.SleepSoon();
        MatrixKernels.Choose();
        FreedMemory.Keep();
    }
}
