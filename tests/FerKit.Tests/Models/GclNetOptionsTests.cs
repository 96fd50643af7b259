using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

[Collection("libtorch")]
public sealed class GclNetOptionsTests
{
    public static TheoryData<string> Presets => [.. GclNetPresets.All.Keys];

    [Theory]
    [MemberData(nameof(Presets))]
    public void Preset_AtAQuarterOfTheWidth_TrainsAStep(string preset)
    {
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create($"gclnet:{preset}:tiny", 5);
        var logits = model.call(randn(2, 3, 40, 32));
        Assert.Equal([2, 5], logits.shape);
        logits.sum().backward();
        Assert.All(model.named_parameters(), one => Assert.NotNull(one.Item2.grad));
    }

    [Theory]
    [InlineData(nameof(GclNetOptions.Classes), 1, "from 2 to 1000")]
    [InlineData(nameof(GclNetOptions.Width), 0, "from 1 to 1024")]
    [InlineData(nameof(GclNetOptions.Scales), 0, "from 1 to 64")]
    [InlineData(nameof(GclNetOptions.Heads), 65, "from 1 to 64")]
    [InlineData(nameof(GclNetOptions.Window), 4, "must be odd, from 1 to 31")]
    public void Option_OutOfItsRange_NamesItAndTheRule(string name, int value, string rule)
    {
        var error = Assert.Throws<ArgumentException>(() => name switch
        {
            nameof(GclNetOptions.Classes) => new GclNetOptions { Classes = value },
            nameof(GclNetOptions.Width) => new GclNetOptions { Width = value },
            nameof(GclNetOptions.Scales) => new GclNetOptions { Scales = value },
            nameof(GclNetOptions.Heads) => new GclNetOptions { Heads = value },
            _ => new GclNetOptions { Window = value },
        });
        Assert.StartsWith($"{name} is {value}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(rule, error.Message, StringComparison.Ordinal);
        Assert.Equal(name, error.ParamName);
    }

    [Theory]
    [InlineData("Heads", "Heads", "Heads is 5: it must divide Width, which is 16")]
    [InlineData("Scales", "Scales", "Scales is 5: it must divide Width, which is 16")]
    public void GclNet_WithPartsThatDoNotDivideTheWidth_SaysSo(string which, string parameter, string says)
    {
        var options = which == "Heads" ? GclNetPresets.Tiny with { Heads = 5 } : GclNetPresets.Tiny with { Scales = 5 };
        var error = Assert.Throws<ArgumentException>(() => new GclNet(options));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Equal(parameter, error.ParamName);
    }

    [Fact]
    public void GclNet_ConcatenatingOneModule_SaysItNeedsBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => new GclNet(GclNetPresets.All["lfa"] with { Fusion = FeatureFusion.Concatenation }));
        Assert.Contains("needs both", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Switches_ChangeTheNetworkAsTheFactSheetSays()
    {
        Assert.Equal(8_192, Parameters(new GclNetOptions { Fusion = FeatureFusion.Concatenation }) - Parameters(new GclNetOptions()));
        Assert.Equal(680, Parameters(new GclNetOptions { Gate = FeatureGate.Cbam }) - Parameters(new GclNetOptions()));
        Assert.Equal(84, Parameters(new GclNetOptions { Heads = 8 }) - Parameters(new GclNetOptions()));
        Assert.Equal(0, Parameters(new GclNetOptions { Tap = FeatureTap.Stem, LastRelu = false }) - Parameters(new GclNetOptions()));
    }

    [Fact]
    public void Tap_AtTheStem_GivesAnotherFunction()
    {
        using var scope = NewDisposeScope();
        using var after = new GclNet(GclNetPresets.Tiny);
        using var before = new GclNet(GclNetPresets.Tiny with { Tap = FeatureTap.Stem });
        before.load_state_dict(after.state_dict());
        after.eval();
        before.eval();
        var images = randn(2, 3, 32, 32);
        Assert.False(after.call(images).allclose(before.call(images)));
    }

    [Fact]
    public void MultiScaleConv_WithAnyN_HasNBranches()
    {
        using var scope = NewDisposeScope();
        foreach (int n in (int[])[1, 2, 3, 6])
        {
            using var split = new MultiScaleConv(12, n);
            Assert.Equal([1, 12, 5, 7], split.call(randn(1, 12, 5, 7)).shape);
        }
    }

    private static long Parameters(GclNetOptions options)
    {
        using var model = new GclNet(options);
        return model.parameters().Sum(one => one.numel());
    }
}
