using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Display;

/// <summary>Something a cell put out.</summary>
public abstract record CellOutput
{
    /// <summary>nbformat's form of it.</summary>
    public abstract JsonObject ToJson();
}

/// <summary>Text that went to the console.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text, line ends as written.</param>
public sealed record StreamOutput(string Name, string Text) : CellOutput
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["output_type"] = "stream",
        ["text"] = MultilineText.Split(Text),
    };
}

/// <summary>A shown object.</summary>
/// <param name="Data">Its forms.</param>
/// <param name="ExecutionCount">The cell's number when the object is the cell's result; null when it was displayed.</param>
/// <param name="DisplayId">What a <see cref="DisplayUpdate"/> refers to; null for results.</param>
public sealed record DisplayOutput(MimeBundle Data, int? ExecutionCount, string? DisplayId) : CellOutput
{
    /// <inheritdoc/>
    public override JsonObject ToJson()
    {
        var json = new JsonObject { ["data"] = Data.ToJson() };
        if (ExecutionCount is { } count)
            json["execution_count"] = count;
        json["metadata"] = new JsonObject();
        json["output_type"] = ExecutionCount is null ? "display_data" : "execute_result";
        return json;
    }
}

/// <summary>New content for something displayed before; live listeners see it, a saved notebook holds only the last content.</summary>
public sealed record DisplayUpdate(string DisplayId, MimeBundle Data) : CellOutput
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new DisplayOutput(Data, null, DisplayId).ToJson();
}

/// <summary>Why the cell failed.</summary>
public sealed record ErrorOutput(CellError Error) : CellOutput
{
    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["ename"] = Error.Name,
        ["evalue"] = Error.Message,
        ["output_type"] = "error",
        ["traceback"] = new JsonArray([.. Error.Traceback.Select(line => (JsonNode)line)]),
    };
}
