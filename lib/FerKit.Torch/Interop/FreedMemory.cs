using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// Lets glibc keep the memory of freed tensors for the next ones. By itself it gives blocks of megabytes back to the system at once,
/// which then clears every page again: about a tenth of a training step on a CPU. It is so for the program's first thread, where the
/// command line trains; other threads have heaps of their own, which hold nothing larger than 64 MB.
/// </summary>
internal static partial class FreedMemory
{
    // The names of glibc's malloc.h.
    private const int TrimThreshold = -1, MmapThreshold = -3;

    private const int Kept = 1 << 30;

    /// <summary>To be called before libtorch is loaded; what the user has set by glibc's own variables stays.</summary>
    internal static void Keep()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out nint libc) || !NativeLibrary.TryGetExport(libc, "mallopt", out _)) return;
        string[] own = ["MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES"];
        if (own.Any(name => Environment.GetEnvironmentVariable(name) is not null)) return;
        _ = SetOption(MmapThreshold, Kept);
        _ = SetOption(TrimThreshold, Kept);
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
