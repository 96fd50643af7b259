using System.Text.Json.Nodes;
using FerKit.Notebooks.Display;

namespace FerKit.Notebooks.Kernel;

/// <summary>Outputs as messages to the front, which differ from nbformat's: texts whole, displays with their names.</summary>
internal static class OutputMessage
{
    /// <summary>The message.</summary>
    /// <param name="output">What a cell put out.</param>
    /// <param name="host">Part of a display's name: a page still holds the displays of the hosts before this one.</param>
    internal static JsonObject Of(CellOutput output, string host) => output switch
    {
        StreamOutput stream => new() { ["type"] = "stream", ["name"] = stream.Name, ["text"] = stream.Text },
        DisplayOutput { ExecutionCount: not null } result => new() { ["type"] = "result", ["data"] = Data(result.Data) },
        DisplayOutput display => new() { ["type"] = "display", ["data"] = Data(display.Data), ["display"] = $"{host}-{display.DisplayId}" },
        DisplayUpdate update => new() { ["type"] = "update", ["data"] = Data(update.Data), ["display"] = $"{host}-{update.DisplayId}" },
        ErrorOutput { Error: var error } => new()
        {
            ["type"] = "error",
            ["name"] = error.Name,
            ["message"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Traceback.Select(line => (JsonNode)line)]),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(output), output.GetType().Name),
    };

    private static JsonObject Data(MimeBundle bundle) =>
        new(bundle.Forms.Select(form => KeyValuePair.Create(form.Key, MimeBundle.IsJson(form.Key) ? JsonNode.Parse(form.Value) : JsonValue.Create(form.Value))));
}
