using System.Text.Encodings.Web;
using System.Text.Json;

namespace FerKit.Cli.Output;

/// <summary>What <c>--json</c> prints: one document, nothing else.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Write(object document) => Console.Out.WriteLine(JsonSerializer.Serialize(document, Options));
}
