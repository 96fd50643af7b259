using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

// Functions with a managed backward (native/function.cpp) and anomaly detection.
internal static unsafe partial class Native
{
    [LibraryImport(Library, EntryPoint = "ferkit_function_connect", StringMarshalling = StringMarshalling.Utf8)]
    public static partial long FunctionConnect(string name, nint* inputs, long inputCount, nint* outputs, nint* results, long outputCount,
        nint* plain, long plainCount, nint* dirty, long dirtyCount, nint* saved, long savedCount, long materialize,
        delegate* unmanaged[Cdecl]<nint, nint, nint*, long, nint*, long, long> backward, delegate* unmanaged[Cdecl]<nint, void> release, nint context);

    [LibraryImport(Library, EntryPoint = "ferkit_function_saved")]
    public static partial long FunctionSaved(nint node, nint* tensors, long count);

    [LibraryImport(Library, EntryPoint = "ferkit_anomaly_enabled"), SuppressGCTransition]
    public static partial long AnomalyEnabled();

    [LibraryImport(Library, EntryPoint = "ferkit_anomaly_checks_nan"), SuppressGCTransition]
    public static partial long AnomalyChecksNaN();

    [LibraryImport(Library, EntryPoint = "ferkit_set_anomaly")]
    public static partial void SetAnomaly(long enabled, long checkNaN);
}
