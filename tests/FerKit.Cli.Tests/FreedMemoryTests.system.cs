using System.Diagnostics;

namespace FerKit.Cli.Tests;

public sealed class FreedMemoryTests
{
    [Fact]
    public void Training_TensorsOfStepAfterStep_TakeTheSameMemory()
    {
        Assert.InRange(PageFaults("UNRELATED=1"), 1, PageFaults("GLIBC_TUNABLES=glibc.malloc.tcache_count=7") / 2);    // a user's own setting turns it off
    }

    // Pages that the system cleared for a short training.
    private static long PageFaults(string variable)
    {
        string program = typeof(CommandLine).Assembly.Location;
        string command = $"{variable} dotnet '{program}' bench train --model resnet34:tiny --batch 64 --steps 4 >/dev/null && cut -d' ' -f11 /proc/$$/stat";
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true })!;
        return long.Parse(process.StandardOutput.ReadToEnd());
    }
}
