using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch;

/// <summary>
/// A scope in which matrix products and convolutions of this thread run in 16 bits and the rest in float32, as libtorch
/// decides operator by operator: <c>using (new Autocast(DeviceType.CUDA, ScalarType.BFloat16)) loss = ...;</c>. The
/// backward pass runs outside it. Weights are cast once, and the copies are freed with the outermost scope.
/// </summary>
public sealed class Autocast : IDisposable
{
    private readonly DeviceType device;
    private readonly long enabledBefore, dtypeBefore;
    private bool disposed;

    /// <summary>Begins the scope.</summary>
    /// <param name="device">CPU (bfloat16 only, before libtorch 2.1) or CUDA.</param>
    /// <param name="dtype">BFloat16 or Float16.</param>
    /// <param name="enabled">False switches off an outer scope.</param>
    /// <exception cref="ArgumentException">Another device or type.</exception>
    public unsafe Autocast(DeviceType device, ScalarType dtype = ScalarType.BFloat16, bool enabled = true)
    {
        if (device is not (DeviceType.CPU or DeviceType.CUDA)) throw new ArgumentException($"autocast is for CPU and CUDA, not {device}.", nameof(device));
        if (dtype is not (ScalarType.BFloat16 or ScalarType.Float16)) throw new ArgumentException($"autocast computes in BFloat16 or Float16, not {dtype}.", nameof(dtype));
        this.device = device;
        long enabledNow, dtypeNow;
        NativeError.Check(Native.AutocastEnter((long)device, enabled ? 1 : 0, (long)dtype, &enabledNow, &dtypeNow));
        (enabledBefore, dtypeBefore) = (enabledNow, dtypeNow);
    }

    /// <summary>Ends the scope; on the thread that began it.</summary>
    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        NativeError.Check(Native.AutocastExit((long)device, enabledBefore, dtypeBefore));
    }
}
