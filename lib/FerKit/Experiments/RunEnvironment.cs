using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace FerKit.Experiments;

/// <summary>Where a run was made.</summary>
/// <param name="Kit">FerKit's version.</param>
/// <param name="Libtorch">Torch's version.</param>
/// <param name="Runtime">.NET's version.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">Of the processor.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Threads">Threads that tensors are computed with.</param>
/// <param name="MemoryMiB">Memory that the process may use.</param>
/// <param name="Device">Where the model was trained.</param>
public sealed record RunEnvironment(
    string Kit, string Libtorch, string Runtime, string System, string Architecture, int Processors, int Threads, long MemoryMiB, string Device)
{
    /// <summary>This process on this machine.</summary>
    public static RunEnvironment Here(string device) => new(
        typeof(RunEnvironment).Assembly.GetName().Version!.ToString(3), __version__, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription,
        $"{RuntimeInformation.ProcessArchitecture}", Environment.ProcessorCount, get_num_threads(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20, device);
}
