using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// Lets libtorch's threads sleep while they wait for one another. GNU's OpenMP library has them spin, which gains next to nothing on
/// an idle machine and makes everything several times slower on a busy one: two trainings side by side, a classroom's server.
/// </summary>
internal static partial class WaitingThreads
{
    private const string Policy = "OMP_WAIT_POLICY", SpinCount = "GOMP_SPINCOUNT";

    /// <summary>To be called before libtorch is loaded; what the user has set stays.</summary>
    internal static void Sleep()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Policy) is not null || Environment.GetEnvironmentVariable(SpinCount) is not null) return;
        // .NET's own call changes its copy of the environment, not the one that native libraries read.
        _ = SetEnvironment(Policy, "PASSIVE", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
