using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace FerKit.Notebooks.Kernel;

/// <summary>Where the kernel's spec is, and under which name notebooks find it.</summary>
/// <param name="Name">The name: <c>.net-csharp</c>, or <c>ferkit-csharp</c> where another kernel has that one.</param>
/// <param name="DisplayName">What menus call it.</param>
/// <param name="Folder">The spec's folder.</param>
/// <param name="Taken">Another kernel has <c>.net-csharp</c>.</param>
public sealed record InstalledKernel(string Name, string DisplayName, string Folder, bool Taken);

/// <summary>The Jupyter of this machine: a Python with <c>ipykernel</c>, and for a front end with <c>notebook</c>.</summary>
public sealed class Jupyter
{
    /// <summary>The environment variable that names the Python to use.</summary>
    public const string PythonVariable = "FERKIT_PYTHON";

    private const string Advice = "Debian, Ubuntu: apt-get install jupyter-notebook jupyter-nbconvert python3-ipykernel; elsewhere: pip install notebook ipykernel; or name a Python that has them in " + PythonVariable;

    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    private Jupyter(string python) => Python = python;

    /// <summary>The Python program.</summary>
    public string Python { get; }

    /// <summary>Finds the first Python that has what is needed: the one the environment names, the distribution's, one on the path.</summary>
    /// <param name="frontEnd">Jupyter Notebook is needed too, not only the kernel's library.</param>
    /// <exception cref="FerKitException">There is none.</exception>
    public static Jupyter Find(bool frontEnd)
    {
        string[] candidates = Environment.GetEnvironmentVariable(PythonVariable) is { Length: > 0 } named ? [named]
            : OperatingSystem.IsWindows() ? ["python", "py"] : ["/usr/bin/python3", "python3", "python"];
        string[] modules = frontEnd ? ["ipykernel", "notebook"] : ["ipykernel"];
        string found = candidates.FirstOrDefault(candidate => Has(candidate, modules))
            ?? throw new FerKitException($"no Python with {string.Join(" and ", modules)} was found ({string.Join(", ", candidates)}). {Advice}.");
        return new Jupyter(found);
    }

    /// <summary>Installs the kernel's spec for this user, over an earlier one of the kit.</summary>
    /// <param name="program">FerKit.Cli.dll, which runs the cells.</param>
    /// <exception cref="FerKitException">It cannot be installed.</exception>
    public InstalledKernel InstallKernel(string program)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "kernel", "install_kernel.py");
        (int code, string output, string errors) = Run(Python, script, DotnetProgram.Path, program);
        if (code != 0)
            throw new FerKitException($"the kernel cannot be installed: {OneLine.Of(errors.Trim().Split('\n')[^1])}");
        return JsonSerializer.Deserialize<InstalledKernel>(output, Names)!;
    }

    private static bool Has(string python, string[] modules)
    {
        try
        {
            // Found, not loaded: loading them takes seconds.
            return Run(python, "-c", $"import importlib.util as u, sys; sys.exit(not all(u.find_spec(m) for m in '{string.Join(' ', modules)}'.split()))").Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output, string Errors) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"; // its debugger would warn about itself
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
