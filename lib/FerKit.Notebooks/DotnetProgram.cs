using System.ComponentModel;
using System.Diagnostics;

namespace FerKit.Notebooks;

/// <summary>The <c>dotnet</c> that starts other processes of the kit.</summary>
public static class DotnetProgram
{
    /// <summary>The one that runs this program, for an editor that was not started from a terminal may have none on its path; else by name.</summary>
    public static string Path { get; } =
        Environment.ProcessPath is { } path && System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Starts a program, its three streams ours. The caller disposes it.</summary>
    /// <param name="program">A .dll with its arguments.</param>
    /// <param name="environment">Variables to set.</param>
    /// <exception cref="FerKitException">It cannot be started.</exception>
    public static Process Start(IEnumerable<string> program, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Path, program) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FerKitException($"{Path}: cannot be started ({OneLine.Of(e.Message)}); put dotnet on the PATH.", e);
        }
    }
}
