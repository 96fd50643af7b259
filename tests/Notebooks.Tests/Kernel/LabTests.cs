using System.Diagnostics;

namespace FerKit.Notebooks.Tests.Kernel;

public class LabTests
{
    private static (int Code, string Error) Lab(string python, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [HostProcess.Program, "lab", .. arguments]) { RedirectStandardError = true };
        start.Environment["FERKIT_PYTHON"] = python;
        using Process process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd().Trim();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    [Theory]
    [InlineData("/no/such/python")]
    [InlineData("false")]
    public void Lab_NoJupyter_SaysHowToGetIt(string python)
    {
        (int code, string error) = Lab(python, "--install-only");
        Assert.Equal(1, code);
        Assert.Equal($"ferkit: no Python with ipykernel was found ({python}). Debian, Ubuntu: apt-get install jupyter-notebook jupyter-nbconvert python3-ipykernel; "
            + "elsewhere: pip install notebook ipykernel; or name a Python that has them in FERKIT_PYTHON.", error);
    }

    [Fact]
    public void Lab_JsonWithoutInstallOnly_IsWrongUsage() => Assert.Equal(2, Lab("false", "--json").Code);

    [Theory]
    [InlineData(2, "--no-browser")]
    [InlineData(1, "--", "--no-browser", "--port=9999")] // it is Jupyter that is missing
    public void Lab_ArgumentsOfJupyter_FollowTwoDashes(int code, params string[] arguments) => Assert.Equal(code, Lab("false", arguments).Code);
}
