using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>A real host process, spoken to as the kernel speaks to it.</summary>
internal sealed class HostProcess : IDisposable
{
    internal static readonly string Program = Path.Combine(AppContext.BaseDirectory, "FerKit.Cli.dll");

    private readonly TcpClient _client;
    private readonly StreamReader _reader;
    private readonly Task<string> _console;
    private int _requests;

    internal HostProcess(string directory, params (string Name, string Value)[] environment)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var start = new ProcessStartInfo("dotnet", [Program, "kernel-host", "--port", $"{((IPEndPoint)listener.LocalEndpoint).Port}"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["FERKIT_KERNEL_TOKEN"] = "secret";
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        Process = Process.Start(start)!;
        _console = Process.StandardOutput.ReadToEndAsync();
        _client = listener.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromMinutes(1)).GetAwaiter().GetResult();
        listener.Stop();
        _reader = new StreamReader(_client.GetStream());
        Hello = Read()!;
    }

    internal Process Process { get; }

    internal JsonObject Hello { get; }

    /// <summary>What went to the process's own standard output; ends with the process.</summary>
    internal Task<string> Console => _console;

    internal int Send(string what, string code = "", int? cursor = null)
    {
        int id = ++_requests;
        string line = new JsonObject { ["id"] = id, ["do"] = what, ["code"] = code, ["cursor"] = cursor ?? code.Length, ["count"] = id }.ToJsonString() + "\n";
        _client.GetStream().Write(System.Text.Encoding.UTF8.GetBytes(line));
        return id;
    }

    /// <summary>The next message; null when the host is gone.</summary>
    internal JsonObject? Read()
    {
        Task<string?> line = _reader.ReadLineAsync();
        return line.WaitAsync(TimeSpan.FromMinutes(2)).GetAwaiter().GetResult() is { } text ? (JsonObject)JsonNode.Parse(text)! : null;
    }

    /// <summary>All answers to a request, the one that says done last.</summary>
    internal List<JsonObject> Finish(int id)
    {
        var messages = new List<JsonObject>();
        while (messages.Count == 0 || (string?)messages[^1]["type"] != "done")
            if (Read() is { } message && (int?)message["id"] == id)
                messages.Add(message);
        return messages;
    }

    internal List<JsonObject> Run(string code) => Finish(Send("execute", code));

    internal string Value(string code) => (string)Run(code).Single(message => (string?)message["type"] == "result")["data"]!["text/plain"]!;

    /// <summary>Breaks the line, as a kernel does that was killed.</summary>
    internal void HangUp() => _client.Close();

    public void Dispose()
    {
        _client.Dispose();
        if (!Process.WaitForExit(TimeSpan.FromSeconds(10)))
            Process.Kill();
        Process.Dispose();
    }
}
