using System.Runtime.InteropServices;
using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of the libtorch that is loaded, e.g. <c>1.13.0</c>.</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)Native.Version()) ?? "";

    /// <summary>How many threads one operator on the CPU uses.</summary>
    public static int get_num_threads() => (int)Native.GetNumThreads();

    /// <exception cref="ExternalException">The number is not positive.</exception>
    public static void set_num_threads(int num) => NativeError.Check(Native.SetNumThreads(num));

    /// <summary>How many operators may run at the same time.</summary>
    public static int get_num_interop_threads() => (int)Native.GetNumInteropThreads();

    /// <summary>Once in a process, before the first parallel work.</summary>
    /// <exception cref="ExternalException">It was set before, or parallel work has begun.</exception>
    public static void set_num_interop_threads(int num) => NativeError.Check(Native.SetNumInteropThreads(num));
}
