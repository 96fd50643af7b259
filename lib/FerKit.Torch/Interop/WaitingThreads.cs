using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// Lets libtorch's threads go to sleep soon when they wait for one another. GNU's OpenMP library has them spin for milliseconds, which
/// makes a training many times slower on a busy machine: two trainings side by side, a classroom's server. As short as here it costs
/// nothing on an idle one; a sixth of it costs up to a third where waking a thread is slow.
/// </summary>
internal static partial class WaitingThreads
{
    private const string Policy = "OMP_WAIT_POLICY", SpinCount = "GOMP_SPINCOUNT";

    // Some tenths of a millisecond; that library's own choice is fifty times as long.
    private const string Short = "6000";

    /// <summary>To be called before libtorch is loaded; what the user has set stays.</summary>
    internal static void SleepSoon()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Policy) is not null || Environment.GetEnvironmentVariable(SpinCount) is not null) return;
        // .NET's own call changes its copy of the environment, not the one that native libraries read.
        _ = SetEnvironment(SpinCount, Short, overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
