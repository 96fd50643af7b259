using System.Text.Json.Nodes;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Tests.Format;

public class NotebookTests
{
    /// <summary>Written by Jupyter's own nbformat; see make_notebook.py.</summary>
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "fixtures", "jupyter.ipynb");

    [Fact]
    public void ToString_NotebookOfJupyter_IsTheSameBytes() =>
        Assert.Equal(File.ReadAllText(Fixture), Notebook.Read(Fixture).ToString());

    [Fact]
    public void Write_ChangedCell_KeepsUnknownFieldsAndTheRestOfTheBytes()
    {
        using var folder = new TemporaryFolder();
        Notebook notebook = Notebook.Read(Fixture);
        string source = notebook.Cells[1].Source;
        notebook.Cells[1].Source = "changed();\n";
        notebook.Cells[1].Source = source;
        string path = folder.File("out/copy.ipynb");
        notebook.Write(path);
        Assert.Equal(File.ReadAllBytes(Fixture), File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Cells_OfJupyter_AreReadAsTheyStand()
    {
        Notebook notebook = Notebook.Read(Fixture);
        Assert.Equal("A title é 😀", notebook.Title);
        Assert.Equal("# A title é 😀\n\ntext", notebook.Cells[0].Source);
        Assert.True(notebook.Cells[1].IsCode);
        Assert.Equal(["parameters"], notebook.Cells[1].Tags);
        Assert.Equal("int seed = 1;\nstring s = \"\\\"\\t\";", notebook.Cells[1].Source);
        Assert.Equal(3, notebook.Cells[1].ExecutionCount);
    }

    [Fact]
    public void AddCode_NewNotebook_HasTheFieldsOfFormat45InJupytersOrder()
    {
        var notebook = new Notebook();
        notebook.AddCode("1\n2", "one", "parameters");
        notebook.AddMarkdown("");
        Assert.Equal(["cell_type", "execution_count", "id", "metadata", "outputs", "source"], notebook.Cells[0].Json.Select(field => field.Key));
        Assert.Equal("cell-2", notebook.Cells[1].Id);
        Assert.Equal(["1\n", "2"], ((JsonArray)notebook.Cells[0].Json["source"]!).Select(line => (string?)line));
        Assert.Equal(notebook.ToString(), Notebook.Parse(notebook.ToString(), "again").ToString());
    }

    [Theory]
    [InlineData("", "x.ipynb: not a notebook (")]
    [InlineData("[1]", "x.ipynb: not a notebook (no JSON object)")]
    [InlineData("{\"cells\": [", "x.ipynb: not a notebook (")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}", "x.ipynb: format 3 is not nbformat 4")]
    [InlineData("{\"nbformat\": \"four\", \"cells\": []}", "x.ipynb: not a notebook (")]
    [InlineData("{\"nbformat\": 4}", "x.ipynb: not a notebook (it has no list of cells)")]
    [InlineData("{\"nbformat\": 4, \"cells\": [1]}", "x.ipynb: not a notebook (it has no list of cells)")]
    public void Parse_NotANotebook_SaysWhatIsWrong(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<FerKitException>(() => Notebook.Parse(text, "x.ipynb")).Message);

    [Fact]
    public void Read_MissingFile_NamesIt() =>
        Assert.Equal("missing.ipynb: no such notebook", Assert.Throws<FerKitException>(() => Notebook.Read("missing.ipynb")).Message);
}
