using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Baking;

/// <summary>
/// As much of the Chrome DevTools Protocol as it takes to run scripts: a call goes out, and the answer of its number is waited
/// for. A library for it would weigh more than the rest of the kit.
/// </summary>
internal sealed class DevTools : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClientWebSocket _socket = new();
    private int _calls;

    /// <exception cref="FerKitException">Nobody listens there.</exception>
    internal DevTools(Uri address)
    {
        _socket.Options.Proxy = null;
        Wait(limit => _socket.ConnectAsync(address, limit), "connecting");
    }

    /// <summary>Hears the events that come in between the calls and their answers.</summary>
    internal Action<string, JsonObject>? Heard { get; set; }

    /// <summary>Calls a method of the protocol.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="parameters">What it takes.</param>
    /// <param name="session">The page it is for; null for the browser.</param>
    /// <exception cref="FerKitException">The browser refuses, ends, or does not answer within a minute.</exception>
    internal JsonObject Call(string method, JsonObject parameters, string? session = null)
    {
        int number = ++_calls;
        var call = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters };
        if (session is not null)
            call["sessionId"] = session;
        JsonObject? answer = null;
        Wait(async limit =>
        {
            await _socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, limit).ConfigureAwait(false);
            while ((int?)(answer = await ReceiveAsync(limit).ConfigureAwait(false))["id"] != number)
                if ((string?)answer["method"] is { } name) // an event; those have no number
                    Heard?.Invoke(name, (JsonObject)answer["params"]!);
        }, method);
        return answer!["error"] is { } error ? throw new FerKitException($"the browser refuses {method}: {error["message"]}") : (JsonObject)answer["result"]!;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<JsonObject> ReceiveAsync(CancellationToken limit)
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), limit).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                throw new WebSocketException("it closed the connection");
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        message.Position = 0;
        return (JsonObject)JsonNode.Parse(message)!;
    }

    private static void Wait(Func<CancellationToken, Task> work, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            Task.Run(() => work(limit.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException e)
        {
            throw new FerKitException($"the browser did not answer within {Patience.TotalSeconds:F0} s ({what}).", e);
        }
        catch (WebSocketException e)
        {
            throw new FerKitException($"the browser ended ({what}: {OneLine.Of(e.Message)}).", e);
        }
    }
}
