using TorchSharp;
using FerKit.Data;
using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

[Collection("libtorch")]
public sealed class ModelTests
{
    [Fact]
    public void ResNet34_WithSevenClasses_HasThePapersParameters()
    {
        using var model = new ResNet34();
        Assert.Equal(21_288_263, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void GclNet_Recommended_AddsBothModulesInTrainingForm()
    {
        // Fact sheet B.2 and B.4: 492,544 for LFA before folding and 69,244 for MGC, with two rates that thop does not see.
        using var model = new GclNet();
        Assert.Equal(21_288_263 + 492_544 + 69_244 + 2, model.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData(32, 32)]
    [InlineData(64, 48)]
    [InlineData(40, 72)]
    [InlineData(112, 112)]
    public void GclNet_WithSidesThatAreMultiplesOfEight_GivesLogits(long height, long width)
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny with { Classes = 5 });
        Assert.Equal([2, 5], model.call(randn(2, 3, height, width)).shape);
    }

    [Theory]
    [InlineData("gclnet:tiny")]
    [InlineData("resnet34:tiny")]
    public void Create_InsideADisposeScope_OutlivesIt(string name)
    {
        nn.Module<Tensor, Tensor> model;
        using (NewDisposeScope())
        {
            model = ModelZoo.Create(name);
            InferenceForm.Prepare(model);
        }
        using var scope = NewDisposeScope();
        using (model)
            Assert.True(model.call(randn(1, 3, 32, 32)).isfinite().all().item<bool>());
    }

    [Fact]
    public void GclNet_WithASideThatGivesOddFeatures_SaysWhy()
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny);
        var error = Assert.Throws<ArgumentException>(() => model.call(randn(2, 3, 36, 64)));
        Assert.Contains("36 x 64 give features of 9 x 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GclNet_OfPicturesTooSmallForItsWindow_SaysFromWhichSizeOn()
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny with { Window = 31 });
        var error = Assert.Throws<ArgumentException>(() => model.call(randn(2, 3, 32, 32)));
        Assert.Contains("attention window of 31: use sides of at least 61", error.Message, StringComparison.Ordinal);
        model.call(randn(2, 3, 64, 64));
    }

    [Fact]
    public void GclNet_InBFloat16_RunsAndStaysNear()
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny);
        model.eval();
        var images = randn(2, 3, 32, 32);
        var exact = model.call(images);
        model.to(ScalarType.BFloat16);
        var rounded = model.call(images.to(ScalarType.BFloat16)).to(ScalarType.Float32);
        Assert.InRange((rounded - exact).abs().max().item<float>(), 0, 0.1 * exact.abs().max().item<float>() + 0.05);
    }

    [Theory]
    [InlineData("Tap")]
    [InlineData("Gate")]
    [InlineData("Fusion")]
    [InlineData("Form")]
    public void GclNetOptions_ValueThatIsNone_IsRefused(string which)
    {
        var error = Assert.Throws<ArgumentException>(() => which switch
        {
            "Tap" => new GclNetOptions { Tap = (FeatureTap)9 },
            "Gate" => new GclNetOptions { Gate = (FeatureGate)9 },
            "Fusion" => new GclNetOptions { Fusion = (FeatureFusion)9 },
            _ => new GclNetOptions { Form = (ModelForm)9 },
        });
        Assert.Contains($"{which} is 9: it must be one of", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_WithoutChannelsOrOfThreeDimensions_SayTheRule()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("channels is 0", Assert.Throws<ArgumentException>(() => new AcMix(0)).Message, StringComparison.Ordinal);
        Assert.Contains("channels is -1", Assert.Throws<ArgumentException>(() => new AsymmetricConv(-1)).Message, StringComparison.Ordinal);
        Assert.Contains("channels is 0", Assert.Throws<ArgumentException>(() => new MultiScaleConv(0)).Message, StringComparison.Ordinal);
        using var mixed = new AcMix(8);
        using var local = new LocalFeatureEnhancement(8);
        Assert.Contains("(8, 8, 8): it must be (N, C, H, W)", Assert.Throws<ArgumentException>(() => mixed.call(randn(8, 8, 8))).Message, StringComparison.Ordinal);
        Assert.Contains("it must be (N, C, H, W)", Assert.Throws<ArgumentException>(() => local.call(randn(8, 8, 8))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GclNet_WithHeadsThatDoNotDivide_NamesBoth()
    {
        var error = Assert.Throws<ArgumentException>(() => new GclNet(GclNetPresets.Tiny with { Heads = 3 }));
        Assert.Contains("Heads is 3: it must divide Width, which is 16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GclNet_Initially_ShiftKernelsOnlyShift()
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny);
        var shift = model.get_parameter("mgc.acmix.shift.weight")!;
        Assert.Equal(16 * 9, shift.sum().item<float>());
        Assert.Equal(16, shift[TensorIndex.Colon, 5, 1, 2].sum().item<float>());
    }

    [Fact]
    public void AcMix_Initially_WeighsBothPathsByHalf()
    {
        using var acmix = new AcMix(8);
        Assert.Equal(0.5f, acmix.get_parameter("rate1")!.item<float>());
        Assert.Equal(0.5f, acmix.get_parameter("rate2")!.item<float>());
    }

    [Fact]
    public void Zoo_WithAnUnknownName_ListsThoseThereAre()
    {
        var error = Assert.Throws<ArgumentException>(() => ModelZoo.Create("vgg16"));
        Assert.Contains("paper-cost", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("resnet34:tiny")]
    [InlineData("gclnet:tiny")]
    public void Model_ForwardAndBackward_LeavesNoTensorBehind(string name)
    {
        using var model = ModelZoo.Create(name);
        Step();
        long before = TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Step();
        Assert.Equal(before, TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Step()
        {
            using var scope = NewDisposeScope();
            model.call(randn(2, 3, 32, 32)).sum().backward();
        }
    }
}
