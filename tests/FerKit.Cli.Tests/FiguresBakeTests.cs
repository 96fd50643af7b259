using System.Text.Json.Nodes;

namespace FerKit.Cli.Tests;

public sealed class FiguresBakeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ferkit-bake-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string In(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Bake_Folder_WritesAPictureOfEachChart()
    {
        In("a.plotly.json", """{"data": [{"type": "bar", "y": [1, 2]}]}""");
        In("b.plotly.json", """{"data": [], "layout": {"height": 120}}""");
        string pictures = Path.Combine(_folder.FullName, "new", "pictures");
        var png = Ferkit.Run("figures", "bake", _folder.FullName, "--out", pictures, "--width", "300", "--scale", "1", "--json");
        Assert.Equal(0, png.Code);
        Assert.Equal(["a.png", "b.png"], JsonNode.Parse(png.Output)!["files"]!.AsArray().Select(file => Path.GetFileName((string)file!["path"]!)));
        byte[] file = File.ReadAllBytes(Path.Combine(pictures, "b.png"));
        Assert.Equal((300, 120), (file[18] << 8 | file[19], file[22] << 8 | file[23]));    // IHDR
        var svg = Ferkit.Run("figures", "bake", Path.Combine(_folder.FullName, "a.plotly.json"), "--out", pictures, "--format", "svg");
        Assert.Equal((0, Path.Combine(pictures, "a.svg")), (svg.Code, svg.Output.Trim()));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Bake_NoChart_FailsWithOneLineThatNamesTheFile()
    {
        string path = In("broken.json", """{"layout": {}}""");
        var outcome = Ferkit.Run("figures", "bake", path, "--out", _folder.FullName);
        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{OneLine.Of(path)}: no specification of a chart", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Bake_TwoChartsOfOneName_IsWrongUsage()
    {
        string one = In("a.json", "{}"), two = In("a.plotly.json", "{}");
        var outcome = Ferkit.Run("figures", "bake", one, two, "--out", Path.Combine(_folder.FullName, "pictures"));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("would both be a.png", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "pictures")));
    }
}
