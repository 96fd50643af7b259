using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FerKit.Notebooks.Format;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>The kernel as Jupyter's own library sees it.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed partial class JupyterTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    private const double LongestStart = 6;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(9);

    [Fact]
    public void Kernel_FirstResult_ComesWithinSeconds()
    {
        Assert.Equal("ok", jupyter.Checks["start"].Result);
        // Started twice, because the first reads everything from the disk.
        Assert.InRange(Math.Min(jupyter.Checks["start"].Seconds, jupyter.Checks["start_again"].Seconds), 0, LongestStart);
    }

    [Theory]
    [InlineData("execute")]
    [InlineData("stream")]
    [InlineData("native_and_child_output")]
    [InlineData("display_and_update")]
    [InlineData("error")]
    [InlineData("complete")]
    [InlineData("inspect")]
    [InlineData("is_complete")]
    [InlineData("interrupt_cooperative")]
    [InlineData("interrupt_training")]
    [InlineData("interrupt_endless_loop")]
    [InlineData("interrupt_native_wait")]
    [InlineData("exit")]
    [InlineData("million_lines")]
    [InlineData("memory")]
    [InlineData("no_input")]
    [InlineData("restart")]
    [InlineData("shutdown")]
    [InlineData("killed_kernel")]
    public void Kernel_ThroughJupyterClient_PassesTheCheck(string check)
    {
        string result = jupyter.Checks[check].Result;
        Assert.True(result == "ok", result);
    }

    [Fact]
    public void Install_NameTakenByAnotherKernel_IsLeftToItAndOwnSpecIsReplaced()
    {
        using var other = new JupyterFixture();
        other.Install();
        string own = Path.Combine(other.DataFolder, "kernels", ".net-csharp", "kernel.json");
        Assert.Equal(".NET (C#)", (string?)JsonNode.Parse(File.ReadAllText(own))!["display_name"]);
        Assert.Equal(".net-csharp", Name(other));
        File.WriteAllText(own, """{ "argv": ["other", "{connection_file}"], "display_name": ".NET (C#)", "language": "C#" }""");
        Assert.Equal("ferkit-csharp", Name(other));
        Assert.Contains("other", File.ReadAllText(own));

        static string? Name(JupyterFixture fixture) => (string?)JsonNode.Parse(fixture.Lab("--install-only", "--json").Output)!["name"];
    }

    [Theory]
    [InlineData("00-tour")]
    public void Nbconvert_Lesson_LeavesTheOutputsOfTheRunner(string name)
    {
        using var folder = new TemporaryFolder();
        string python = jupyter.Install();
        (int code, _, string errors) = jupyter.Run("dotnet", [HostProcess.Program, "notebooks", name, "--parameter", "epochs=1", "--out", folder.Path], folder.Path, timeout: Longest);
        Assert.True(code == 0, errors);
        string executed = File.ReadAllText(Path.Combine(folder.Path, name + ".ipynb"));
        (code, string output, errors) = jupyter.Run(python, ["-m", "nbconvert", "--to", "notebook", "--execute", "--stdin", "--stdout"], Repository.Notebooks, executed, Longest);
        Assert.True(code == 0, errors);

        JsonArray[] expected = Outputs(executed), actual = Outputs(output);
        Assert.Equal(expected.Length, actual.Length);
        Assert.StartsWith("<script>", MultilineText.Join(actual[0].Single()!["data"]!["text/html"]));
        // All but the first cell's, where a page loads plotly.js and the runner does not.
        foreach ((JsonArray one, JsonArray other) in expected.Zip(actual).Skip(1))
            Assert.True(JsonNode.DeepEquals(Stable(one), Stable(other)), $"{one.ToJsonString()}\n{other.ToJsonString()}");
    }

    private static JsonArray[] Outputs(string notebook) =>
        [.. JsonNode.Parse(notebook)!["cells"]!.AsArray().Where(cell => (string?)cell!["cell_type"] == "code").Select(cell => cell!["outputs"]!.AsArray())];

    // What may differ: execution counts, which count other cells, and the speed that a training tells.
    private static JsonNode? Stable(JsonArray outputs)
    {
        var copy = (JsonArray)outputs.DeepClone();
        foreach (JsonNode? output in copy)
            output!.AsObject().Remove("execution_count");
        return JsonNode.Parse(Speed().Replace(copy.ToJsonString(), ""));
    }

    [GeneratedRegex(@"[\d,]+ images a second")]
    private static partial Regex Speed();
}
