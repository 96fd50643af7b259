using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>Lessons, unchanged, on the last kernel of .NET Interactive.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed class DotNetInteractiveTests(DotNetInteractive interactive, LessonRuns runs) : IClassFixture<DotNetInteractive>
{
    [Theory]
    [InlineData("00-tour.ipynb")]    // a training with live curves
    [InlineData("01-preprocessing.ipynb")]    // files, pictures, and faces that a detector finds
    [InlineData("03-mgc.ipynb")]    // tensors and hooks
    public void Lesson_OnItsKernel_ShowsWhatTheRunnerShows(string name)
    {
        Notebook expected = runs.AsItStands(name), actual = interactive.Execute(name);
        foreach (var (cell, came) in expected.Cells.Zip(actual.Cells).Where(pair => pair.First.IsCode && !pair.First.HasTag(OutputComparison.VolatileTag)).Skip(1))    // the first loads plotly.js
            Assert.Equal((cell.Id, string.Join('\n', cell.Outputs.Select(Shown!))), (cell.Id, string.Join('\n', came.Outputs.Select(Shown!))));
    }

    // Text and pictures as they are, a chart by its title, for its JSON can't pass through this kernel; times are never the same.
    private static string Shown(JsonNode output)
    {
        if (output["data"] is not JsonObject data) return $"{(string?)output["name"]}: {OutputComparison.Masked(MultilineText.Join(output["text"]))}";
        if (data["image/png"] is { } picture && !data.ContainsKey(Chart)) return MultilineText.Join(picture).Trim();
        if (data[Chart] is { } chart) return $"chart: {(string?)chart["layout"]!["title"]!["text"]}";
        string html = MultilineText.Join(data["text/html"] ?? data["text/plain"]);
        return html.IndexOf(TitleKey, StringComparison.Ordinal) is var at and >= 0 ? $"chart: {Title(html[at..])}" : html.Contains("images a second", StringComparison.Ordinal) ? "progress" : html;
    }

    private const string Chart = "application/vnd.plotly.v1+json", TitleKey = "\"title\":{\"text\":";

    private static string? Title(string json)
    {
        var reader = new System.Text.Json.Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json[TitleKey.Length..]), isFinalBlock: false, default);
        reader.Read();
        return reader.GetString();
    }
}

/// <summary>The tool that NuGet has, in a folder of its own, as a kernel of a Jupyter with its own settings.</summary>
public sealed class DotNetInteractive : IDisposable
{
    private const string Package = "Microsoft.dotnet-interactive", Version = "1.0.712001";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    private readonly TemporaryFolder _folder = new();
    private readonly JupyterFixture _jupyter = new();
    private readonly Lazy<string> _python;

    public DotNetInteractive() => _python = new(Install);

    public Notebook Execute(string name)
    {
        string output = _folder.File(name);
        var (code, _, errors) = _jupyter.Run(_python.Value, ["-m", "nbconvert", "--to", "notebook", "--execute", Path.Combine(Repository.Notebooks, name), "--output", output], Repository.Notebooks, timeout: Longest);
        Assert.True(code == 0, errors);
        return Notebook.Read(output);
    }

    public void Dispose()
    {
        _jupyter.Dispose();
        _folder.Dispose();
    }

    private string Install()
    {
        string python = _jupyter.Install();    // the kit's kernel, whose place it takes
        var (code, output, errors) = _jupyter.Run("dotnet", ["tool", "install", Package, "--version", Version, "--tool-path", _folder.Path], _folder.Path, timeout: TimeSpan.FromMinutes(5));
        Assert.True(code == 0, output + errors);
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray(_folder.File("dotnet-interactive"), "jupyter", "--default-kernel", "csharp", "{connection_file}"),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
            ["env"] = new JsonObject { ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        File.WriteAllText(Path.Combine(_jupyter.DataFolder, "kernels", ".net-csharp", "kernel.json"), spec.ToJsonString());
        return python;
    }
}
