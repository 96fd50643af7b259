namespace FerKit.Cli.Tests;

/// <summary>What is said of bfloat16 on a processor without AVX-512, of which .NET can make any processor one.</summary>
public sealed class BFloat16WarningTests : IDisposable
{
    private const string Warning = "warning: precision=bfloat16 trains poorly on a processor without AVX-512";

    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-bfloat16-").FullName;

    [Theory]
    [InlineData("bfloat16", true)]
    [InlineData("float32", false)]
    public void Train_WithoutAvx512_WarnsOfBFloat16Alone(string precision, bool warns)
    {
        var outcome = Ferkit.RunWith("DOTNET_EnableAVX512", "0", "train", "--data", "faces:lab", "--model", "resnet34:tiny", "--size=32", "--epochs=1", $"--precision={precision}", "--rate=1e-5", "--out", Path.Combine(folder, "run"));
        Assert.Equal(0, outcome.Code);
        Assert.Equal(warns, outcome.Errors.Contains(Warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Doctor_WithoutAvx512_SaysSo() =>
        Assert.Contains("trains poorly on this processor", Ferkit.RunWith("DOTNET_EnableAVX512", "0", "doctor").Output, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
