using TorchSharp;
using static TorchSharp.torch;
using FerKit.Evaluation;
using FerKit.Models;

namespace FerKit.Tests.Evaluation;

/// <summary>The paper's printed counts, and those of thop on PyTorch models of the same shape (3 x 224 x 224, seven classes).</summary>
[Collection("libtorch")]
public sealed class ComplexityTests
{
    [Fact]
    public void ResNet34_Counted_GivesThePapersBaseline()
    {
        using var model = new ResNet34();
        var found = Complexity.Of(model);
        Assert.Equal(21_288_263, found.Parameters);
        Assert.Equal(21_288_263, found.ThopParameters);
        Assert.Equal(new OperationCount(3_678_231_040, 3_663_252_992), found.Operations);
    }

    [Theory]
    [InlineData("baseline", 21_288_263, 3_678_231_040)]
    [InlineData("lfa", 21_584_199, 3_911_047_680)]
    [InlineData("split-plain", 21_584_199, 3_911_047_680)]
    [InlineData("mgc", 21_357_507, 3_903_144_960)]
    [InlineData("mgc-paper-cost", 21_358_443, 3_905_071_488)]
    [InlineData("unsplit-asymmetric", 21_288_263 + 73_984, 3_911_047_680)]
    [InlineData("unsplit-plain", 21_288_263 + 73_984, 3_911_047_680)]
    [InlineData("multi-scale", 21_288_263 + 88_288, 0)]
    [InlineData("attention", 21_288_263 + 91_932, 0)]
    [InlineData("recommended", 21_288_263 + 295_936 + 69_244, 4_135_961_600)]
    [InlineData("paper-cost", 21_288_263 + 295_936 + 70_180, 4_137_888_128)]
    [InlineData("text-literal", 21_288_263 + 295_936 + 32_252, 0)]
    public void GclNet_Deployed_CountsAsThop(string preset, long parameters, long flops)
    {
        using var model = new GclNet(GclNetPresets.All[preset] with { Form = ModelForm.Deployed });
        var found = Complexity.Of(model);
        Assert.Equal(parameters, found.ThopParameters);
        Assert.Equal(model.parameters().Sum(one => one.numel()), found.Parameters);
        if (flops > 0) Assert.Equal(flops, found.Operations.Flops);
        Assert.Equal(found.Operations.Macs, found.Layers.Sum(layer => layer.Operations.Macs));
    }

    [Fact]
    public void GclNet_InTrainingForm_CountsAllThreeKernels()
    {
        using var model = new GclNet(GclNetPresets.All["lfa"]);
        var found = Complexity.Of(model);
        Assert.Equal(21_288_263 + 492_544, found.Parameters);
        // Each of the eight layers: 6/9 of a 3x3 convolution's products more.
        Assert.Equal(3_911_047_680 + 8L * 64 * 64 * 6 * 28 * 28, found.Operations.Flops);
    }

    [Fact]
    public void GclNet_WithFoldedNorms_SavesTheirOperations()
    {
        using var deployed = new GclNet(GclNetPresets.All["lfa"] with { Form = ModelForm.Deployed });
        using var folded = new GclNet(GclNetPresets.All["lfa"] with { Form = ModelForm.Folded });
        var (with, without) = (Complexity.Of(deployed), Complexity.Of(folded));
        Assert.Equal(8L * 4 * 64 * 28 * 28, with.Operations.Flops - without.Operations.Flops);
        Assert.Equal(8 * 64, with.Parameters - without.Parameters);
    }

    [Fact]
    public void Mgc_Counted_SeesTheAttentionProducts()
    {
        using var model = new GclNet(GclNetPresets.All["mgc"]);
        var acmix = Assert.Single(Complexity.Of(model).Layers, layer => layer.Name == "mgc.acmix");
        // Mix 1,728 and shift 5,184 products a pixel, softmax 584, attention 2 x 49 x 64.
        Assert.Equal(new OperationCount(56 * 56 * (1728 + 5184 + 584), 56 * 56 * (1728 + 5184 + 2L * 49 * 64)), acmix.Operations);
        Assert.Equal([1, 64, 56, 56], acmix.Shape);
    }

    [Fact]
    public void Of_Twice_GivesTheSameAndPutsTheModeBack()
    {
        using var model = new GclNet(GclNetPresets.Tiny);
        model.train();
        Assert.Equal(Complexity.Of(model, 64).Operations, Complexity.Of(model, 64).Operations);
        Assert.True(model.training);
    }

    [Fact]
    public void Of_ASizeThatDoesNotFit_SaysWhy()
    {
        using var model = new GclNet(GclNetPresets.Tiny);
        Assert.Contains("multiples of 8", Assert.Throws<ArgumentException>(() => Complexity.Of(model, 36)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LayersOfEachKind_AreCountedAsThopDoesAndInTheOrderOfTheirCalls()
    {
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(("pool", nn.AvgPool2d(2)), ("norm", nn.BatchNorm2d(3, affine: false)), ("softmax", nn.Softmax(-1)));
        var found = Complexity.Of(model, 8);
        Assert.Equal([("pool", 48L), ("norm", 96L), ("softmax", 12 * (3 * 4 - 1L))], found.Layers.Select(layer => (layer.Name, layer.Operations.Flops)));
        using var network = new GclNet(GclNetPresets.Tiny);
        string[] names = [.. Complexity.Of(network, 32).Layers.Select(layer => layer.Name)];
        Assert.Equal("conv1", names[0]);
        Assert.Equal("fc", names[^1]);
        Assert.True(Array.IndexOf(names, "mgc.stem.conv") < Array.IndexOf(names, "mgc.bn"));
    }

    [Fact]
    public void Of_ADoubleNetworkWithAFrozenPart_PutsEveryModeBack()
    {
        using var scope = NewDisposeScope();
        using var model = new ResNet34(width: 8);
        model.to(ScalarType.Float64);
        var frozen = model.named_modules().First(one => one.name == "layer1").module;
        frozen.eval();
        Complexity.Of(model, 32);
        Assert.True(model.training);
        Assert.All(model.named_modules(), one => Assert.Equal(!(one.name == "layer1" || one.name.StartsWith("layer1.", StringComparison.Ordinal)), one.module.training));
    }
}
