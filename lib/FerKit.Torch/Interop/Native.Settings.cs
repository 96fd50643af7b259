using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

// Switches, autocast (native/settings.cpp) and the CUDA allocator (native/cuda_memory.cpp).
internal static unsafe partial class Native
{
    [LibraryImport(Library, EntryPoint = "ferkit_get_setting")]
    public static partial long GetSetting(long setting);

    [LibraryImport(Library, EntryPoint = "ferkit_set_setting")]
    public static partial long SetSetting(long setting, long value);

    [LibraryImport(Library, EntryPoint = "ferkit_get_default_dtype"), SuppressGCTransition]
    public static partial long GetDefaultDtype();

    [LibraryImport(Library, EntryPoint = "ferkit_set_default_dtype")]
    public static partial long SetDefaultDtype(long dtype);

    [LibraryImport(Library, EntryPoint = "ferkit_promote_types"), SuppressGCTransition]
    public static partial long PromoteTypes(long left, long right);

    [LibraryImport(Library, EntryPoint = "ferkit_autocast_enter")]
    public static partial long AutocastEnter(long deviceType, long enabled, long dtype, long* enabledBefore, long* dtypeBefore);

    [LibraryImport(Library, EntryPoint = "ferkit_autocast_exit")]
    public static partial long AutocastExit(long deviceType, long enabled, long dtype);

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_empty_cache")]
    public static partial long CudaEmptyCache();

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_memory")]
    public static partial long CudaMemory(long index, long* bytes);

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_reset_peak")]
    public static partial long CudaResetPeak(long index);
}
