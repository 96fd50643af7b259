using System.Diagnostics;
using System.Text.Json;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>Training for long takes no more memory than training for a while.</summary>
[Collection("libtorch")]
public sealed class TrainingMemoryTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Training_AThousandSteps_HoldsNoMoreThanAHundred()
    {
        var (before, after) = Measure();
        Assert.Equal(before.Tensors, after.Tensors);
        Assert.True(Math.Abs(after.ManagedBytes - before.ManagedBytes) <= 64 * 1024, $"the managed heap went from {before.ManagedBytes} to {after.ManagedBytes} bytes");
        Assert.True(after.ResidentKilobytes <= before.ResidentKilobytes * 1.05, $"resident memory went from {before.ResidentKilobytes} to {after.ResidentKilobytes} kB");
    }

    // This assembly is a program too: its entry point is TrainingMemory.
    private static (TrainingMemory.Use Before, TrainingMemory.Use After) Measure()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet", [typeof(TrainingMemory).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A test host's profilers and hooks do not concern the program.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_STARTUP", StringComparison.Ordinal) || name.StartsWith("CORECLR_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        // The youngest generation would grow into the processor's cache, 8 MB here: bounded, and no leak.
        start.Environment["DOTNET_GCgen0size"] = "0x100000";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        var uses = JsonSerializer.Deserialize<TrainingMemory.Use[]>(output)!;
        return (uses[0], uses[1]);
    }
}
