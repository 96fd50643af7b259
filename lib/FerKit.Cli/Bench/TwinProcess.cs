using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace FerKit.Cli.Bench;

/// <summary>PyTorch: a script of bench/ that waits for numbers of steps and answers with images a second.</summary>
internal sealed class TwinProcess : IBenchSide
{
    // What twin.py exits with for a model that it does not have.
    private const int NoTwin = 3;

    private readonly Process process;

    /// <exception cref="FerKitException">There is no Python with PyTorch, or the script failed to start.</exception>
    public TwinProcess(BenchSettings settings)
    {
        // The distribution's Python has the same libtorch as libtorch-dev; another one on PATH would measure another library.
        string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (object argument in (object[])[Path.Combine(Home.Folder, "bench", "twin.py"), settings.Work, settings.Model, settings.Size, settings.Batch, settings.Threads])
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        string missing = $"bench/twin.py did not start: it needs {python} with PyTorch (Debian: apt-get install python3-torch).";
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
            throw new FerKitException(code == NoTwin ? $"there is no twin of {settings.Model} in bench/twin_models.py." : missing);
        }
        Name = $"PyTorch {version}";
    }

    public string Name { get; }

    public double? PeakMiB { get; private set; }

    public double Run(int steps)
    {
        process.StandardInput.WriteLine(steps);
        string[] answer = Read()?.Split(' ') ?? throw new FerKitException("the PyTorch twin ended early; its message is above.");
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
