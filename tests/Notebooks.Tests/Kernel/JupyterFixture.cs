using System.Diagnostics;
using FerKit.Notebooks.Kernel;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>A Jupyter whose settings lie in a folder of their own, with the kernel installed by <c>ferkit lab --install-only</c>.</summary>
public sealed class JupyterFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Dictionary<string, (string Result, double Seconds)>> _checks;

    public JupyterFixture() => _checks = new(RunChecks);

    public string DataFolder => Path.Combine(_folder.Path, "data");

    /// <summary>What jupyter_checks.py found, a check an entry. It runs once, because a kernel takes seconds to start.</summary>
    public IReadOnlyDictionary<string, (string Result, double Seconds)> Checks => _checks.Value;

    /// <summary>Runs a program inside this Jupyter's settings.</summary>
    public (int Code, string Output, string Errors) Run(string program, string[] arguments, string folder, string? input = null, TimeSpan? timeout = null)
    {
        using Process process = Process.Start(Inside(program, arguments, folder))!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(timeout ?? TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.\n{errors.Result}");
        }
        return (process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>How a program is started inside this Jupyter's settings.</summary>
    public ProcessStartInfo Inside(string program, string[] arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["JUPYTER_DATA_DIR"] = DataFolder;
        start.Environment["JUPYTER_RUNTIME_DIR"] = Path.Combine(_folder.Path, "runtime");
        start.Environment["JUPYTER_CONFIG_DIR"] = Path.Combine(_folder.Path, "config");
        start.Environment["IPYTHONDIR"] = Path.Combine(_folder.Path, "ipython");
        start.Environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1";
        // One thread that does not spin: other programs of the machine then slow a training down, but not tenfold.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        return start;
    }

    /// <summary>Runs <c>ferkit lab</c>.</summary>
    public (int Code, string Output, string Errors) Lab(params string[] arguments) => Run("dotnet", [HostProcess.Program, "lab", .. arguments], _folder.Path);

    /// <summary>Installs the kernel and gives the Python of Jupyter.</summary>
    /// <exception cref="FerKitException">There is no Jupyter; the message says how to get it.</exception>
    public string Install()
    {
        string python = Jupyter.Find(frontEnd: true).Python;
        (int code, _, string errors) = Lab("--install-only");
        Assert.True(code == 0, errors);
        return python;
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, (string, double)> RunChecks()
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Kernel", "jupyter_checks.py");
        (_, string output, string errors) = Run(Install(), [script, ".net-csharp", Repository.Notebooks], _folder.Path, timeout: TimeSpan.FromMinutes(8));
        Dictionary<string, (string, double)> checks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => (parts[1], double.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.True(checks.ContainsKey("killed_kernel"), $"jupyter_checks.py ended early: {errors}");
        return checks;
    }
}
