using FerKit.Torch.Interop;

namespace FerKit.Torch;

/// <summary>
/// Memory of a CUDA device as libtorch's caching allocator counts it, in bytes: zeros without CUDA. Statistics need a build
/// that found the CUDA runtime's headers.
/// </summary>
/// <param name="Allocated">In tensors now.</param>
/// <param name="AllocatedPeak">The most there was since the start or <see cref="ResetPeak"/>.</param>
/// <param name="Reserved">Taken from the device now, tensors and cache.</param>
/// <param name="ReservedPeak">The most there was.</param>
public sealed record CudaMemory(long Allocated, long AllocatedPeak, long Reserved, long ReservedPeak)
{
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The build has no statistics, or there is no such device.</exception>
    public static unsafe CudaMemory Of(int device = 0)
    {
        var bytes = stackalloc long[4];
        NativeError.Check(Native.CudaMemory(device, bytes));
        return new(bytes[0], bytes[1], bytes[2], bytes[3]);
    }

    /// <summary>Gives cached blocks that no tensor uses back to the device.</summary>
    public static void EmptyCache() => NativeError.Check(Native.CudaEmptyCache());

    /// <summary>Starts the peaks anew from what is in use now.</summary>
    public static void ResetPeak(int device = 0) => NativeError.Check(Native.CudaResetPeak(device));
}
