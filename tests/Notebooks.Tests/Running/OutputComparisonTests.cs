using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;
using FerKit.Notebooks.Running;

namespace FerKit.Notebooks.Tests.Running;

public class OutputComparisonTests
{
    [Theory]
    [InlineData("accuracy 81.8 %", "accuracy 81.8 %", 0)]
    [InlineData("accuracy 81.8 %", "accuracy 81.9 %", 1)]
    [InlineData("at 123.4 images a second in 3.2 s", "at 99 images a second in 4 s", 0)]
    [InlineData("in /tmp/abc/x.png", "in /tmp/def/x.png", 0)]
    [InlineData("3 steps", "4 steps", 1)]
    public void Differences_OfText_AreOfNumbersButNotOfTimesAndPaths(string before, string now, int differences)
    {
        Assert.Equal(differences, OutputComparison.Differences(Of(Stream(before)), Of(Stream(now)), numbers: true).Count);
        Assert.Empty(OutputComparison.Differences(Of(Stream(before)), Of(Stream(now)), numbers: false));
    }

    [Fact]
    public void Differences_OfCharts_AreOfTheirNumbersAndNotOfTheirPictures()
    {
        Assert.Empty(OutputComparison.Differences(Of(Chart(1, picture: true)), Of(Chart(1, picture: false)), numbers: true));
        string difference = Assert.Single(OutputComparison.Differences(Of(Chart(1, picture: true)), Of(Chart(2, picture: false)), numbers: true));
        Assert.StartsWith("cell one, output 1: kept '", difference, StringComparison.Ordinal);
    }

    [Fact]
    public void Differences_OfAnotherNumberOfOutputs_AreToldOnAnyMachine()
    {
        Assert.Equal(["cell one: 1 outputs are kept, 0 came"], OutputComparison.Differences(Of(Stream("x")), Of(), numbers: false));
        Assert.Empty(OutputComparison.Differences(Of(["volatile"], Stream("x")), Of(["volatile"]), numbers: true));
    }

    [Fact]
    public void Stamp_OfChangedCells_IsAnother()
    {
        Notebook one = Of(Stream("x")), other = Of(Stream("y"));
        Assert.Equal(LessonStamp.Of(one, Repository.Notebooks), LessonStamp.Of(other, Repository.Notebooks));
        LessonStamp.Of(one, Repository.Notebooks).Write(one);
        Assert.Equal(LessonStamp.Of(one, Repository.Notebooks), LessonStamp.Read(Notebook.Parse(one.ToString(), "one")));
        other.Cells[0].Source = "2";
        Assert.NotEqual(LessonStamp.Of(one, Repository.Notebooks).Cells, LessonStamp.Of(other, Repository.Notebooks).Cells);
        Assert.Null(LessonStamp.Read(other));
    }

    private static Notebook Of(params JsonNode[] outputs) => Of([], outputs);

    private static Notebook Of(string[] tags, params JsonNode[] outputs)
    {
        var notebook = new Notebook();
        notebook.AddCode("1", "one", tags).Outputs = new JsonArray(outputs);
        return notebook;
    }

    private static JsonObject Stream(string text) => new() { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = text };

    private static JsonObject Chart(int value, bool picture)
    {
        var chart = new JsonObject { ["data"] = new JsonArray(new JsonObject { ["y"] = new JsonArray(value) }), ["layout"] = new JsonObject { ["title"] = new JsonObject { ["text"] = "a" } } };
        var data = new JsonObject { ["application/vnd.plotly.v1+json"] = chart };
        data[picture ? "image/png" : "text/html"] = "x";
        return new JsonObject { ["output_type"] = "display_data", ["data"] = data };
    }
}
