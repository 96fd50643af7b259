using System.Diagnostics;
using System.Text.Json;

namespace FerKit.Cli.Tests;

/// <summary>The entries of Linux and Windows, <c>ferkit</c> and <c>ferkit.ps1</c>, say and do the same.</summary>
[Trait("Category", "Slow")]
public sealed class EntryScriptTests : IDisposable
{
    private const string PowerShellVersion = "7.6.9";

    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-cli-").FullName;

    [Fact]
    public void Entries_SameArguments_GiveSameAnswers()
    {
        string powershell = PowerShell();
        foreach (string[] arguments in (string[][])[["test", "--nonsense"], ["test", "--all", "more"], ["test", "--help"]])
            Assert.Equal(Run("bash", ["ferkit", .. arguments]), Run(powershell, ["-NoProfile", "-File", "ferkit.ps1", .. arguments]));
        var wrong = Run(powershell, ["-NoProfile", "-File", "ferkit.ps1", "doctor"], "other");
        Assert.Equal(Run("bash", ["ferkit", "doctor"], "other"), wrong);
        Assert.Equal(new Outcome(1, "", "ferkit: FERKIT_BACKEND is 'other': use system or nuget.\n"), wrong);
    }

    [Fact]
    public void PowerShellEntry_Verb_IsBuiltAndRun()
    {
        var outcome = Run(PowerShell(), ["-NoProfile", "-File", "ferkit.ps1", "complexity", "--model", "resnet34:tiny", "--json"]);
        Assert.True(outcome.Code == 0, outcome.Errors);
        Assert.Equal(JsonValueKind.Array, JsonDocument.Parse(outcome.Output).RootElement.ValueKind);
        Assert.Equal(2, Run(PowerShell(), ["-NoProfile", "-File", "ferkit.ps1", "train", "--bogus"]).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // The machine's own, or .NET's tool of that name.
    private string PowerShell()
    {
        string tool = Path.Combine(folder, "pwsh");
        if (File.Exists(tool)) return tool;
        if (Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(path => Path.Combine(path, "pwsh")).FirstOrDefault(File.Exists) is { } installed) return installed;
        var installation = Run("dotnet", ["tool", "install", "powershell", "--version", PowerShellVersion, "--tool-path", folder]);
        Assert.True(installation.Code == 0, installation.Errors + installation.Output);
        return tool;
    }

    private static Outcome Run(string program, string[] arguments, string? backend = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Home.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        if (backend is not null) start.Environment["FERKIT_BACKEND"] = backend;
        return Ferkit.Finish(Process.Start(start)!);
    }
}
