using FerKit.Data;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

[Collection("libtorch")]
public sealed class PartialWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Elsewhere => folder.File("imagenet.safetensors");

    [Theory]
    [InlineData("")]
    [InlineData("module.")]
    public void Fill_FromAResNet_TakesTheTrunkAndNamesTheRest(string prefix)
    {
        using var source = ModelZoo.Create("resnet34:tiny", 10);
        Write(source, prefix, ("extra", [2]));
        using var target = ModelZoo.Create("gclnet:tiny");
        var match = PartialWeights.Fill(Elsewhere, target);
        using (var same = source.get_parameter("layer3.1.conv2.weight")!.eq(target.get_parameter("layer3.1.conv2.weight")!).all())
            Assert.True(same.item<bool>());
        Assert.Equal(["fc.bias", "fc.weight"], match.Reshaped.Order(StringComparer.Ordinal));
        Assert.Equal([$"{prefix}extra"], match.Surplus);
        Assert.All(match.Missing, name => Assert.True(name.StartsWith("lfa.", StringComparison.Ordinal) || name.StartsWith("mgc.", StringComparison.Ordinal)));
        Assert.Equal(target.state_dict().Count, match.Filled + match.Missing.Count + match.Reshaped.Count);
    }

    [Fact]
    public void Fill_FromANetworkOfAnotherWidth_SaysSo()
    {
        using var source = ModelZoo.Create("resnet34:tiny");
        Write(source, "");
        using var target = new ResNet34(width: 8);
        Assert.Contains("choose a model of the same width", Assert.Throws<FerKitException>(() => PartialWeights.Fill(Elsewhere, target)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fill_FromSomethingElse_SaysWhatIsMissing()
    {
        SafetensorsWriter.Write(Elsewhere, [new SafetensorsTensor("x", SafetensorsDataType.F32, [1], new byte[4])]);
        using var target = ModelZoo.Create("resnet34:tiny");
        Assert.Contains("no tensor is called conv1.weight", Assert.Throws<FerKitException>(() => PartialWeights.Fill(Elsewhere, target)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Save_OfADeployedNetwork_LoadsInItsForm(bool foldNorms)
    {
        using var scope = NewDisposeScope();
        using var trained = new GclNet(GclNetPresets.Tiny with { Heads = 2 });
        using var deployed = trained.Deploy(foldNorms);
        WeightsFile.Save(Elsewhere, deployed, new ModelDescription("gclnet:tiny", ExpressionNames.Seven, 64, Normalisation.ImageNet));
        var (loaded, description) = WeightsFile.Load(Elsewhere);
        using (loaded)
        {
            loaded.eval();
            Assert.Equal(deployed.Options, description.Options);
            var images = randn(1, 3, 32, 32);
            Assert.True(deployed.call(images).eq(loaded.call(images)).all().item<bool>());
        }
    }

    public void Dispose() => folder.Dispose();

    private void Write(nn.Module<Tensor, Tensor> model, string prefix, params (string Name, long[] Shape)[] more) => SafetensorsWriter.Write(Elsewhere,
        [.. model.state_dict().Select(one => TensorBytes.Describe(prefix + one.Key, one.Value)),
         .. more.Select(one => new SafetensorsTensor(prefix + one.Name, SafetensorsDataType.F32, one.Shape, new byte[4 * one.Shape[0]]))]);
}
