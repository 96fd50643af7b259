using System.Diagnostics;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Cli.Bench;

/// <summary>What a bench needs to know of a device.</summary>
internal static class BenchDevice
{
    /// <summary>Waits until a device has done all that it was given.</summary>
    public static void Finish(Device device)
    {
        // A copy to the CPU comes after all work before it.
        using var one = zeros(1, device: device);
        one.cpu().Dispose();
    }

    /// <summary>The most memory so far in MiB: tensors on a GPU, else the process.</summary>
    public static double PeakMiB(Device device)
    {
        using var process = Process.GetCurrentProcess();
        return (Acceleration.DevicePeak(device) ?? process.PeakWorkingSet64) / (double)(1 << 20);
    }
}
