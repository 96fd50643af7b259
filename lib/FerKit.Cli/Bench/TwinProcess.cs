using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FerKit.Notebooks.Kernel;

namespace FerKit.Cli.Bench;

/// <summary>PyTorch: a script of bench/ that waits for numbers of steps and answers with images a second.</summary>
internal sealed class TwinProcess : IBenchSide
{
    // What twin.py exits with for a model that it does not have.
    private const int NoTwin = 3;

    private readonly Process process;

    /// <summary>PyTorch's side of a comparison of models.</summary>
    /// <exception cref="FerKitException">There is no Python with PyTorch, or no twin of the model.</exception>
    public static TwinProcess Of(BenchSettings settings) =>
        new("twin.py", "PyTorch", "python3-torch", Arguments(settings));

    /// <summary>The settings as PyTorch's scripts take them, <c>key=value</c>.</summary>
    public static object[] Arguments(BenchSettings settings) =>
    [
        $"work={settings.Work}", $"model={settings.Model}", $"size={settings.Size}", $"batch={settings.Batch}", $"threads={settings.Threads}",
        $"device={settings.Device}", $"precision={settings.Compute.Precision.ToString().ToLowerInvariant()}", $"tf32={settings.Compute.Tf32}",
        $"algorithm={(settings.Twin.SameAlgorithm ? "same" : "official")}", $"layout={(settings.Twin.ChannelsLast ? "channels-last" : "channels-first")}",
    ];

    /// <param name="script">Its file in <c>bench</c>.</param>
    /// <param name="library">What it stands for.</param>
    /// <param name="package">Debian's package of that.</param>
    /// <param name="arguments">Of the script.</param>
    /// <exception cref="FerKitException">There is no Python with the library, or the script failed to start.</exception>
    public TwinProcess(string script, string library, string package, params object[] arguments)
    {
        // The distribution's Python has the same libtorch as libtorch-dev; another one on PATH would measure another library.
        string python = Environment.GetEnvironmentVariable(Jupyter.PythonVariable) is { Length: > 0 } told ? told : File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (object argument in (object[])[Path.Combine(Home.Folder, "bench", script), .. arguments])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        string missing = $"bench/{script} did not start: it needs {python} with {library} (Debian: apt-get install {package}).";
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new FerKitException(missing, e);
        }
        if (Read()?.Split(' ') is not ["ready", var version])
        {
            process.WaitForExit();
            int code = process.ExitCode;
            Dispose();
            throw new FerKitException(code == NoTwin ? $"bench/{script} has no twin of that model; the line above names those that there are." : missing);
        }
        Name = $"{library} {version}";
    }

    public string Name { get; }

    public double? PeakMiB { get; private set; }

    public double Run(int steps)
    {
        process.StandardInput.WriteLine(steps);
        string[] answer = Read()?.Split(' ') ?? throw new FerKitException($"{Name}'s side ended early; its message is above.");
        PeakMiB = double.Parse(answer[1], CultureInfo.InvariantCulture);
        return double.Parse(answer[0], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private string? Read() => process.StandardOutput.ReadLine();
}
