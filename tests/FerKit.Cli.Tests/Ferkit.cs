using System.Diagnostics;

namespace FerKit.Cli.Tests;

/// <summary>The real program, as a process of its own.</summary>
internal static class Ferkit
{
    public static Outcome Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, errors.Result);
    }

    /// <summary>Starts it; the caller reads its outputs, waits and disposes it.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // A test run in the background hands on that Ctrl-C is ignored; the program is tested as a terminal starts it.
        if (OperatingSystem.IsLinux()) foreach (string argument in (string[])["--default-signal=INT", "dotnet"]) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}

/// <summary>What a process left.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>The last line of standard error, the only one that an error may take.</summary>
    public string Error => Errors.TrimEnd().Split('\n')[^1];
}
