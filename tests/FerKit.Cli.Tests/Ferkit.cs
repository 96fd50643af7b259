using System.Diagnostics;

namespace FerKit.Cli.Tests;

/// <summary>The real program, as a process of its own.</summary>
internal static class Ferkit
{
    public static Outcome Run(params string[] arguments) => Finish(Start(arguments));

    /// <summary>The same with one more environment variable.</summary>
    public static Outcome RunWith(string name, string value, params string[] arguments) => Finish(Start(arguments, (name, value)));

    /// <summary>The same of another copy of the program.</summary>
    public static Outcome RunProgram(string program, params string[] arguments) => Finish(Start(arguments, program: program));

    /// <summary>Starts it; the caller reads its outputs, waits and disposes it.</summary>
    public static Process Start(params string[] arguments) => Start(arguments, variable: null);

    /// <summary>What a process leaves, when it has ended.</summary>
    public static Outcome Finish(Process started)
    {
        using var process = started;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, errors.Result);
    }

    private static Process Start(string[] arguments, (string Name, string Value)? variable = null, string? program = null)
    {
        var start = new ProcessStartInfo(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        // A test run in the background hands on that Ctrl-C is ignored; the program is tested as a terminal starts it.
        if (OperatingSystem.IsLinux()) foreach (string argument in (string[])["--default-signal=INT", "dotnet"]) start.ArgumentList.Add(argument);
        start.ArgumentList.Add(program ?? typeof(CommandLine).Assembly.Location);
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        if (variable is var (name, value)) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}

/// <summary>What a process left.</summary>
internal sealed record Outcome(int Code, string Output, string Errors)
{
    /// <summary>The last line of standard error, the only one that an error may take.</summary>
    public string Error => Errors.TrimEnd().Split('\n')[^1];
}
