using System.Globalization;
using System.Text.Json.Nodes;
using FerKit.Display;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Baking;

/// <summary>A chart that was found in a file.</summary>
/// <param name="Name">Fit for a file: that of the file it came from, and for a notebook the cell and a number.</param>
/// <param name="Json">Its specification.</param>
/// <param name="Source">The file, and where in it, as messages name it.</param>
public sealed record Chart(string Name, string Json, string Source);

/// <summary>Finds the charts in files: specifications, and notebooks with charts among their outputs.</summary>
public static class ChartFiles
{
    private const string Ending = ".plotly.json";

    /// <summary>The charts of one file, or of a folder's <c>*.plotly.json</c> by name.</summary>
    /// <exception cref="FerKitException">There is no such file, it cannot be read, or it holds no chart.</exception>
    public static IReadOnlyList<Chart> Find(string path)
    {
        if (Directory.Exists(path))
        {
            string[] files = [.. Directory.EnumerateFiles(path, "*" + Ending).Order(StringComparer.Ordinal)];
            return files.Length > 0 ? [.. files.SelectMany(Find)] : throw new FerKitException($"{OneLine.Of(path)}: holds no *{Ending}; name a folder that does, a JSON specification or a notebook.");
        }
        return path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? OfNotebook(path) : [new Chart(NameOf(path), Read(path), path)];
    }

    private static Chart[] OfNotebook(string path)
    {
        Chart[] charts =
        [
            .. Notebook.Read(path).Cells.SelectMany((cell, i) => cell.Outputs.Select(output => output?["data"]?[MimeTypes.Plotly]).OfType<JsonNode>()
                .Select((chart, n) => new Chart(string.Create(CultureInfo.InvariantCulture, $"{NameOf(path)}-{i + 1:00}-{n + 1}"), chart.ToJsonString(), $"{path}, cell {i + 1}"))),
        ];
        return charts.Length > 0 ? charts : throw new FerKitException($"{OneLine.Of(path)}: no output of it is a chart; run the notebook first.");
    }

    private static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        return name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : Path.GetFileNameWithoutExtension(name);
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: no such file or folder.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
    }
}
