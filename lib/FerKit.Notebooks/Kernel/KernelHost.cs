using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Kernel;

/// <summary>
/// The process behind a Jupyter kernel: runs the cells that <c>ferkit_kernel.py</c> sends over a local socket, and ends
/// with it. Requests are <c>execute</c>, <c>interrupt</c>, <c>complete</c>, <c>inspect</c>, <c>is_complete</c> and
/// <c>shutdown</c>; every answer carries its request's <c>id</c>. Standard output is free for native code of cells.
/// </summary>
public sealed class KernelHost : IDisposable
{
    private const int MaxCharacters = 1 << 20;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4), Farewell = TimeSpan.FromSeconds(2);

    private readonly HostChannel _channel;
    private readonly CSharpSession _session;
    private readonly CodeAssistance _assistance;
    private readonly LiveOutputs _outputs;
    private readonly string _name = Guid.NewGuid().ToString("N")[..8];
    private readonly MemoryReserve _reserve = new();
    private CancellationTokenSource? _running;
    private volatile int _cell;

    private KernelHost(HostChannel channel, string directory)
    {
        _channel = channel;
        _session = new CSharpSession(new SessionOptions(directory) { MaxCharacters = MaxCharacters, Grace = Grace, IsLivePage = true });
        _assistance = new CodeAssistance(_session);
        _outputs = new LiveOutputs(output => Answer(_cell, OutputMessage.Of(output, _name)));
        Console.SetIn(new NoInput());
    }

    /// <summary>Serves a front until it says shutdown or is gone; then ends this process.</summary>
    /// <param name="port">Where the front listens, on this machine.</param>
    /// <param name="token">Proves to the front that this is the host it started.</param>
    /// <param name="directory">The notebook's folder.</param>
    /// <exception cref="FerKitException">Nobody listens there.</exception>
    public static void Run(int port, string token, string directory)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            client.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException e)
        {
            throw new FerKitException($"port {port}: no kernel listens there ({e.Message}); this verb is for ferkit_kernel.py, see ferkit lab.", e);
        }
        using var channel = new HostChannel(client.GetStream());
        channel.Send(new JsonObject { ["type"] = "hello", ["token"] = token });
        using var host = new KernelHost(channel, directory);
        MemoryWatch.Start(host.EndForMemory);
        host._assistance.WarmUp();
        host.Serve();
        End();
    }

    /// <summary>Frees the session; the process is about to end.</summary>
    public void Dispose()
    {
        _session.Dispose();
        _outputs.Dispose();
    }

    // The exit that cells' own handlers may delay or hold up for ever, and so the one that nothing holds up.
    private static void End()
    {
        new Thread(() =>
        {
            Thread.Sleep(Farewell);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true }.Start();
        Environment.Exit(0);
    }

    private void Serve()
    {
        while (_channel.Receive() is { } request)
        {
            int id = (int?)request["id"] ?? 0;
            string code = (string?)request["code"] ?? "";
            int cursor = Math.Clamp((int?)request["cursor"] ?? 0, 0, code.Length);
            switch ((string?)request["do"])
            {
                case "execute":
                    // Known before it begins, so that no interrupt comes too early.
                    var running = new CancellationTokenSource();
                    lock (_outputs)
                        _running = running;
                    _ = Task.Run(() => ExecuteAsync(id, code, (int?)request["count"] ?? 0, running));
                    break;
                case "interrupt":
                    Interrupt();
                    break;
                case "complete":
                    _ = Task.Run(() => Reply(id, () => _assistance.Complete(code, cursor)));
                    break;
                case "inspect":
                    _ = Task.Run(() => Reply(id, () => _assistance.Inspect(code, cursor)));
                    break;
                case "is_complete":
                    _ = Task.Run(() => Reply(id, () => Completeness.Of(code)));
                    break;
                case "shutdown":
                    return;
                default:
                    Answer(id, new JsonObject { ["type"] = "done", ["status"] = "unknown" });
                    break;
            }
        }
    }

    private async Task ExecuteAsync(int id, string code, int count, CancellationTokenSource running)
    {
        CellError? error;
        _cell = id;
        try
        {
            CellResult result = await _session.ExecuteAsync(code, string.Create(CultureInfo.InvariantCulture, $"cell {count}"), null, _outputs.Add, running.Token).ConfigureAwait(false);
            error = result.Error;
        }
        catch (Exception e) // the memory ended while the cell was compiled, or the session is lost
        {
            error = CellErrors.OfException(e, "");
            _outputs.Add(new ErrorOutput(error));
        }
        if (_reserve.Follow(error) is { } advice)
            _outputs.Add(new StreamOutput("stderr", advice));
        lock (_outputs)
        {
            _running = null;
            running.Dispose();
        }
        _outputs.Flush();
        Answer(id, new JsonObject { ["type"] = "done", ["status"] = error is null ? "ok" : "error", ["lost"] = _session.IsLost });
    }

    private void Interrupt()
    {
        lock (_outputs)
            _running?.CancelAsync();
    }

    private void Reply(int id, Func<JsonObject> answer)
    {
        JsonObject reply;
        try
        {
            reply = answer();
        }
        catch (Exception e) // half-written code may trip up the compiler's services; the cell still runs
        {
            reply = new JsonObject { ["failure"] = $"{e.GetType().Name}: {e.Message}" };
        }
        reply["type"] = "done";
        Answer(id, reply);
    }

    private void Answer(int id, JsonObject message)
    {
        message["id"] = id;
        _channel.Send(message);
    }

    private void EndForMemory(double gigabytes)
    {
        _outputs.Flush();
        _channel.Send(new JsonObject { ["type"] = "last words", ["text"] = string.Create(CultureInfo.InvariantCulture, $"{gigabytes:F1} GB of memory were in use, nearly all there is") });
        Process.GetCurrentProcess().Kill();
    }
}
