using System.Text.Json.Nodes;
using FerKit.Notebooks.Baking;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Tests.Baking;

public class ChartFilesTests
{
    private const string Chart = """{"data":[]}""";

    [Fact]
    public void Find_Notebook_GivesEachChartTheNumberOfItsCell()
    {
        using var folder = new TemporaryFolder();
        var book = new Notebook();
        book.AddMarkdown("# Charts");
        JsonObject Shown(string type) => new() { ["output_type"] = "display_data", ["metadata"] = new JsonObject(), ["data"] = new JsonObject { [type] = JsonNode.Parse(Chart) } };
        book.AddCode("a").Outputs = [Shown("application/vnd.plotly.v1+json"), Shown("application/json"), Shown("application/vnd.plotly.v1+json")];
        book.AddCode("b").Outputs = [Shown("application/vnd.plotly.v1+json")];
        string path = Path.Combine(folder.Path, "05-finetuning.ipynb");
        book.Write(path);
        IReadOnlyList<Chart> charts = ChartFiles.Find(path);
        Assert.Equal(["05-finetuning-02-1", "05-finetuning-02-2", "05-finetuning-03-1"], charts.Select(chart => chart.Name));
        Assert.All(charts, chart => Assert.Equal(Chart, chart.Json));
        Assert.Equal($"{path}, cell 3", charts[2].Source);
    }

    [Fact]
    public void Find_Folder_TakesItsPlotlyFilesByName()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["b.plotly.json", "a.plotly.json", "metrics.json"])
            File.WriteAllText(Path.Combine(folder.Path, name), Chart);
        Assert.Equal(["a", "b"], ChartFiles.Find(folder.Path).Select(chart => chart.Name));
        Assert.Equal("metrics", Assert.Single(ChartFiles.Find(Path.Combine(folder.Path, "metrics.json"))).Name);
    }

    [Fact]
    public void Find_NothingThere_SaysWhatToName()
    {
        using var folder = new TemporaryFolder();
        Assert.Contains("no *.plotly.json", Assert.Throws<FerKitException>(() => ChartFiles.Find(folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Throws<FerKitException>(() => ChartFiles.Find(Path.Combine(folder.Path, "a.json"))).Message, StringComparison.Ordinal);
        string empty = Path.Combine(folder.Path, "empty.ipynb");
        new Notebook().Write(empty);
        Assert.Contains("run the notebook first", Assert.Throws<FerKitException>(() => ChartFiles.Find(empty)).Message, StringComparison.Ordinal);
    }
}
