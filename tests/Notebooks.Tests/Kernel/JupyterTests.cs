using System.Text.Json.Nodes;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>The kernel as Jupyter's own library sees it.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed class JupyterTests(JupyterFixture jupyter) : IClassFixture<JupyterFixture>
{
    private const double LongestStart = 6;

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
    [InlineData("temporary_files")]
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
}
