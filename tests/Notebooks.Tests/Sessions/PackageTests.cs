using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Tests.Sessions;

public sealed class PackageTests : IDisposable
{
    private readonly CSharpSession _session = new(new SessionOptions(Path.GetTempPath()));

    public void Dispose() => _session.Dispose();

    // The tests themselves stand on this package, so that it can be had wherever they run.
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Execute_PackageOfTheFeed_IsRestoredAndUsed()
    {
        CellResult result = await _session.ExecuteAsync("#r \"nuget: xunit.assert, 2.9.3\"\nXunit.Assert.Equal(1, 1);\ntypeof(Xunit.Assert).Assembly.GetName().Name");
        Assert.Null(result.Error);
        Assert.Equal("xunit.assert", ((DisplayOutput)result.Outputs[^1]).Data["text/plain"]);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Execute_PackageThatNoFeedHas_SaysSoInALine()
    {
        CellResult result = await _session.ExecuteAsync("#r \"nuget: FerKit.No.Such.Package, 1.2.3\"");
        Assert.StartsWith("package 'FerKit.No.Such.Package' 1.2.3 cannot be had: NU", result.Error!.Message);
        Assert.DoesNotContain('\n', result.Error.Message);
        Assert.Equal(1, result.Error.Line);
    }

    [Theory]
    [InlineData("FerKit")]
    [InlineData("TorchSharp-cuda-windows, 0.106.0")]
    public async Task Execute_PackageOfTheKit_IsNotedAndTheKitsOwnIsUsed(string package)
    {
        CellResult result = await _session.ExecuteAsync($"#r \"nuget: {package}\"\n1");
        Assert.Null(result.Error);
        Assert.StartsWith($"package '{package.Split(',')[0]}' is part of the kit: its ", ((StreamOutput)result.Outputs[0]).Text);
    }
}
