using System.Diagnostics;
using System.Globalization;

namespace FerKit.Cli.Tests;

public sealed class FreedMemoryTests
{
    [Fact]
    public void Training_TensorsOfStepAfterStep_TakeTheSameMemory()
    {
        // Where pages are of two megabytes there are too few to tell.
        if (File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[always]", StringComparison.Ordinal)) return;

        Assert.InRange(PageFaults(""), 1, PageFaults("MALLOC_TRIM_THRESHOLD_=131072") / 2);    // a user's own setting turns it off
    }

    // Pages that the system cleared for a short training.
    private static long PageFaults(string setting)
    {
        string program = typeof(CommandLine).Assembly.Location;
        string command = $"env -u MALLOC_TRIM_THRESHOLD_ -u MALLOC_MMAP_THRESHOLD_ -u GLIBC_TUNABLES {setting} dotnet '{program}' bench train --model resnet34:tiny --batch 64 --steps 4 >/dev/null && cut -d' ' -f11 /proc/$$/stat";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return long.Parse(output, CultureInfo.InvariantCulture);
    }
}
