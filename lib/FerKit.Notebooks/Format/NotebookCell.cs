using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Format;

/// <summary>
/// One cell of a notebook: a view of its JSON, so that fields the kit does not know stay as they are. Not safe for
/// use from several threads.
/// </summary>
public sealed class NotebookCell
{
    internal NotebookCell(JsonObject json) => Json = json;

    /// <summary>The cell as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>The cell's name inside the notebook; empty in notebooks older than nbformat 4.5.</summary>
    public string Id => (string?)Json["id"] ?? "";

    /// <summary>Is it code? Else it is text (Markdown or raw).</summary>
    public bool IsCode => (string?)Json["cell_type"] == "code";

    /// <summary>Is it Markdown?</summary>
    public bool IsMarkdown => (string?)Json["cell_type"] == "markdown";

    /// <summary>The cell's text, lines separated by <c>\n</c>.</summary>
    public string Source
    {
        get => MultilineText.Join(Json["source"]);
        set => Json["source"] = MultilineText.Split(value);
    }

    /// <summary>The tags, as <c>raises-exception</c>, <c>skip-execution</c>, <c>parameters</c>.</summary>
    public IReadOnlyList<string> Tags =>
        Json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(tag => (string?)tag ?? "")] : [];

    /// <summary>Has it this tag?</summary>
    public bool HasTag(string tag) => Tags.Contains(tag, StringComparer.Ordinal);

    /// <summary>The outputs of a code cell; empty for other cells.</summary>
    public JsonArray Outputs
    {
        get => Json["outputs"] as JsonArray ?? [];
        set => Json["outputs"] = value;
    }

    /// <summary>The number in the cell's <c>[ ]</c>; null when it was not run.</summary>
    public int? ExecutionCount
    {
        get => (int?)Json["execution_count"];
        set => Json["execution_count"] = value;
    }
}
