using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Format;

/// <summary>
/// A Jupyter notebook (nbformat 4). Reading and writing keep every field, known or not, and the order of the keys: a
/// notebook that Jupyter wrote and that nothing changed is written back byte for byte.
/// </summary>
public sealed class Notebook
{
    private const int Major = 4, Minor = 5;
    private readonly List<NotebookCell> _cells;

    private Notebook(JsonObject json, IEnumerable<NotebookCell> cells) => (Json, _cells) = (json, [.. cells]);

    /// <summary>An empty notebook of format 4.5 for the C# kernel.</summary>
    public Notebook() : this(new JsonObject
    {
        ["cells"] = new JsonArray(),
        ["metadata"] = new JsonObject
        {
            ["kernelspec"] = new JsonObject { ["display_name"] = ".NET (C#)", ["language"] = "C#", ["name"] = ".net-csharp" },
            ["language_info"] = new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#" },
        },
        ["nbformat"] = Major,
        ["nbformat_minor"] = Minor,
    }, [])
    { }

    /// <summary>The notebook as it stands in the file.</summary>
    public JsonObject Json { get; }

    /// <summary>The cells, in order.</summary>
    public IReadOnlyList<NotebookCell> Cells => _cells;

    /// <summary>The first line of the first Markdown heading, without its marks; null when there is none.</summary>
    public string? Title => Cells.Where(cell => cell.IsMarkdown)
        .SelectMany(cell => cell.Source.Split('\n'))
        .FirstOrDefault(line => line.StartsWith("# ", StringComparison.Ordinal))?[2..].Trim();

    /// <summary>Reads a notebook file.</summary>
    /// <exception cref="FerKitException">No such file, not JSON, or not a notebook of format 4.</exception>
    public static Notebook Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FerKitException($"{path}: no such notebook", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{path}: cannot be read ({e.Message})", e);
        }
    }

    /// <summary>Reads a notebook from its text.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="name">How messages name it.</param>
    /// <exception cref="FerKitException">Not JSON, or not a notebook of format 4.</exception>
    public static Notebook Parse(string text, string name)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject json)
                throw new FerKitException($"{name}: not a notebook (no JSON object)");
            if ((int?)json["nbformat"] is not Major)
                throw new FerKitException($"{name}: format {json["nbformat"]?.ToJsonString() ?? "unknown"} is not nbformat 4; open it in Jupyter and save it again");
            if (json["cells"] is not JsonArray cells || cells.Any(cell => cell is not JsonObject))
                throw new FerKitException($"{name}: not a notebook (it has no list of cells)");
            return new Notebook(json, cells.Select(cell => new NotebookCell((JsonObject)cell!)));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new FerKitException($"{name}: not a notebook ({e.Message})", e);
        }
    }

    /// <summary>Adds a Markdown cell.</summary>
    public NotebookCell AddMarkdown(string source, string? id = null) => Insert(_cells.Count, "markdown", source, id, []);

    /// <summary>Adds a code cell.</summary>
    public NotebookCell AddCode(string source, string? id = null, params IReadOnlyList<string> tags) => Insert(_cells.Count, "code", source, id, tags);

    /// <summary>Inserts a code cell before the cell at <paramref name="index"/>.</summary>
    public NotebookCell InsertCode(int index, string source, string id, params IReadOnlyList<string> tags) => Insert(index, "code", source, id, tags);

    private NotebookCell Insert(int index, string kind, string source, string? id, IReadOnlyList<string> tags)
    {
        var json = new JsonObject { ["cell_type"] = kind };
        if (kind == "code")
            json["execution_count"] = null;
        if ((int?)Json["nbformat_minor"] >= Minor)
            json["id"] = id ?? $"cell-{_cells.Count + 1}";
        json["metadata"] = tags.Count == 0 ? [] : new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) };
        if (kind == "code")
            json["outputs"] = new JsonArray();
        json["source"] = MultilineText.Split(source);
        var cell = new NotebookCell(json);
        _cells.Insert(index, cell);
        ((JsonArray)Json["cells"]!).Insert(index, json);
        return cell;
    }

    /// <summary>Empties all code cells of what they have shown.</summary>
    public void ClearOutputs()
    {
        foreach (NotebookCell cell in Cells.Where(cell => cell.IsCode)) (cell.Outputs, cell.ExecutionCount) = ([], null);
    }

    /// <summary>A copy that shares nothing with this one.</summary>
    public Notebook Copy()
    {
        var json = (JsonObject)Json.DeepClone();
        return new Notebook(json, ((JsonArray)json["cells"]!).Select(cell => new NotebookCell((JsonObject)cell!)));
    }

    /// <summary>The file's content.</summary>
    public override string ToString() => NotebookJson.Write(Json);

    /// <summary>Writes the file, whole or not at all, and its folder when there is none.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToString())));
    }
}
