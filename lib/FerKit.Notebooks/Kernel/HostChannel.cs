using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Kernel;

/// <summary>The line to the front: a JSON object a line, both ways. Sending is safe from several threads.</summary>
internal sealed class HostChannel(Stream stream) : IDisposable
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StreamReader _reader = new(stream, new UTF8Encoding(false));
    private readonly Lock _sending = new();

    /// <summary>The next message; null when the front is gone.</summary>
    internal JsonObject? Receive()
    {
        try
        {
            return _reader.ReadLine() is { } line ? JsonNode.Parse(line) as JsonObject : null;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Sends a message; does nothing when the front is gone, because then the host is about to end.</summary>
    internal void Send(JsonObject message)
    {
        byte[] line = Encoding.UTF8.GetBytes(message.ToJsonString(Plain) + "\n");
        lock (_sending)
        {
            try
            {
                stream.Write(line);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
            }
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        stream.Dispose();
    }
}
