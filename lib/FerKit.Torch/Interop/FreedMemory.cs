using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// Lets glibc keep the memory of freed tensors for the next ones. By itself it gives blocks of megabytes back to the system at once,
/// which then clears every page again: about a tenth of a training step on a CPU. It is so for the program's first thread, where the
/// command line trains; other threads have heaps of their own, which hold nothing larger than 64 MB. More than a gibibyte at the
/// heap's end is given back.
/// </summary>
internal static partial class FreedMemory
{
    // The names of glibc's malloc.h.
    private const int TrimThreshold = -1, MmapThreshold = -3;

    // The second is the most that glibc before 2.35 takes.
    private const int Kept = 1 << 30, LargestOfOld = 32 << 20;

    /// <summary>To be called before libtorch is loaded; what the user has set by glibc's own variables stays.</summary>
    internal static void Keep()
    {
        if (IsSetByUser() || !NativeLibrary.TryLoad("libc.so.6", out nint libc) || !NativeLibrary.TryGetExport(libc, "mallopt", out _)) return;
        // Only then the other: it ends glibc's own raising of this one.
        if (SetOption(MmapThreshold, Kept) != 0 || SetOption(MmapThreshold, LargestOfOld) != 0) _ = SetOption(TrimThreshold, Kept);
    }

    private static bool IsSetByUser() =>
        Environment.GetEnvironmentVariable("MALLOC_MMAP_THRESHOLD_") is not null || Environment.GetEnvironmentVariable("MALLOC_TRIM_THRESHOLD_") is not null
        || Environment.GetEnvironmentVariable("GLIBC_TUNABLES")?.Contains("_threshold", StringComparison.Ordinal) == true;

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
