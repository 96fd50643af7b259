using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using FerKit.Notebooks.Kernel;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary><c>ferkit lab</c> at work on a copy of one lesson, so that nothing in the repository changes.</summary>
internal sealed class LabServer : IDisposable
{
    internal const string Host = "127.0.0.1";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _home = new();
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly int _port = FreePort();
    private string _said = "";

    /// <exception cref="FerKitException">There is no Jupyter; the message says what to install.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    internal LabServer(JupyterFixture jupyter, string lesson)
    {
        Jupyter.Find(frontEnd: true);
        // The kit's folder as the program knows it, with nothing in it but what the lesson needs.
        _home.File("FerKit.sln", "");
        foreach (string name in (string[])[$"notebooks/{lesson}", "notebooks/setup.csx", "artifacts/kit.csx"])
            File.Copy(Path.Combine(Repository.Root, name), _home.File(name));

        ProcessStartInfo start = jupyter.Inside("dotnet",
            [HostProcess.Program, "lab", "--", "--no-browser", $"--ip={Host}", $"--port={_port}", "--port-retries=0", $"--NotebookApp.token={Token}"], _home.Path);
        start.Environment["FERKIT_HOME"] = _home.Path;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            WaitForAnswer();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What Jupyter and the kernel wrote.</summary>
    internal string Said
    {
        get
        {
            lock (_lock)
                return _said;
        }
    }

    private string Token { get; } = Guid.NewGuid().ToString("N");

    internal string Address(string path) => $"http://{Host}:{_port}/{path}?token={Token}";

    /// <summary>Ends Jupyter and its kernels.</summary>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _home.Dispose();
    }

    private void Hear(string? line)
    {
        lock (_lock)
            _said += line + "\n";
    }

    private void WaitForAnswer()
    {
        using var client = new HttpClient(new HttpClientHandler { UseProxy = false });
        for (var watch = Stopwatch.StartNew(); !Answers(client); Thread.Sleep(100))
            if (_process.HasExited || watch.Elapsed > Patience)
                throw new TimeoutException($"ferkit lab does not serve:\n{Said}");
    }

    private bool Answers(HttpClient client)
    {
        try
        {
            using HttpResponseMessage answer = client.GetAsync(Address("api/status")).GetAwaiter().GetResult();
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
