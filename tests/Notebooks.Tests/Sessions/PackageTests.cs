using FerKit.Notebooks.Display;
using FerKit.Notebooks.Sessions;

namespace FerKit.Notebooks.Tests.Sessions;

public sealed class PackageTests : IDisposable
{
    private readonly CSharpSession _session = new(new SessionOptions(Path.GetTempPath()));

    public void Dispose() => _session.Dispose();

    // A package that neither the kit nor its tests stand on.
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Execute_PackageOfTheFeed_IsRestoredAndUsed()
    {
        CellResult result = await _session.ExecuteAsync("#r \"nuget: NodaTime, 3.3.7\"\n$\"{new NodaTime.LocalDate(2024, 2, 29).PlusYears(1)} {typeof(NodaTime.LocalDate).Assembly.Location}\"");
        Assert.Null(result.Error);
        string said = ((DisplayOutput)Assert.Single(result.Outputs)).Data["text/plain"]!;
        Assert.Contains("28", said, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("nodatime", "3.3.7"), said, StringComparison.OrdinalIgnoreCase);
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
