using FerKit.Evaluation;
using FerKit.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Tests.Evaluation;

/// <summary>Grad-CAM against closed forms, and that it leaves nothing behind.</summary>
[Collection("libtorch")]
public sealed class GradCamTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Sequential model;
    private readonly Tensor images;

    public GradCamTests()
    {
        manual_seed(4);
        model = Sequential(("features", Conv2d(3, 6, 3, padding: 1)), ("relu", ReLU(inplace: true)), ("pool", AdaptiveAvgPool2d(1)), ("flat", nn.Flatten()), ("fc", Linear(6, 4)));
        images = randn(5, 3, 8, 10);
    }

    [Theory]
    [InlineData(CamMethod.GradCam)]
    [InlineData(CamMethod.GradCamPlusPlus)]
    public void Run_OnAPooledLinearHead_EqualsTheClosedForm(CamMethod method)
    {
        var found = GradCam.Run(model, "relu", images, [3, 0, 1, 2, 3], method);

        // Zhou et al. 2016, CAM: the class's weights over the maps. There the gradient is weight / (h w) everywhere.
        using var off = no_grad();
        var features = ((Module<Tensor, Tensor>)model[1]).call(((Module<Tensor, Tensor>)model[0]).call(images));
        var weights = ((Linear)model[4]).weight[tensor(found.Classes.ToArray())].unsqueeze(-1).unsqueeze(-1);        // (5, 6, 1, 1)
        if (method == CamMethod.GradCamPlusPlus)
        {
            var gradient = weights / 80;
            var share = gradient.pow(2) / (2 * gradient.pow(2) + features.sum([2, 3], keepdim: true) * gradient.pow(3));
            weights = 80 * share * gradient.relu();
        }
        var expected = (weights * features).sum(1).relu();
        expected /= expected.amax([1, 2], keepdim: true);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal((8, 10), (found.Maps[i].Height, found.Maps[i].Width));
            Assert.Equal(expected[i].contiguous().data<float>().ToArray(), found.Maps[i].Values, (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void Run_WithoutClasses_ExplainsWhatIsSaid()
    {
        var found = GradCam.Run(model, "features", images);
        Assert.Equal(found.Probabilities.Select(row => (long)Array.IndexOf(row, row.Max())), found.Classes);
        Assert.All(found.Probabilities, row => Assert.Equal(1, row.Sum(), 1e-5));
    }

    [Theory]
    [InlineData("layer4")]
    [InlineData("mgc.acmix")]
    [InlineData("conv1")]
    [InlineData("layer2.0.conv2")]
    public void Run_OnGclNet_LeavesNoHookNoGradientAndNoTensor(string module)
    {
        using var network = ModelZoo.Create("gclnet:tiny");
        var input = randn(2, 3, 64, 64);
        GradCam.Run(network, module, input);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var one = GradCam.Run(network, module, input);
        var again = GradCam.Run(network, module, input);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(one.Maps[1].Values, again.Maps[1].Values);
        Assert.True(network.training);
        Assert.True(is_grad_enabled());
        Assert.All(network.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.Contains(one.Maps[0].Values, value => value == 1);
        Assert.Equal(0, ModuleHooks.Count(network));
    }

    [Fact]
    public void Run_ThatFails_LeavesNoHook()
    {
        Assert.Throws<ArgumentException>(() => GradCam.Run(model, "fc", images));
        Assert.Throws<ArgumentException>(() => GradCam.Run(model, "features", images, [9, 9, 9, 9, 9]));
        using (no_grad()) ((Linear)model[4]).bias!.fill_(float.NaN);
        Assert.Throws<FerKitException>(() => GradCam.Run(model, "features", images));
        Assert.Equal(0, ModuleHooks.Count(model));
        ((Module<Tensor, Tensor>)model[0]).register_forward_hook((_, _, output) => output);
        Assert.Equal(1, ModuleHooks.Count(model));    // so it counts
    }

    [Fact]
    public void Run_PlusPlusWhereTheGradientDiffersFromPlaceToPlace_IsEquation19()
    {
        using var flat = Sequential(("features", Conv2d(3, 2, 3, padding: 1)), ("flat", nn.Flatten()), ("fc", Linear(2 * 8 * 10, 4)));
        var found = GradCam.Run(flat, "features", images, [3, 0, 1, 2, 3], CamMethod.GradCamPlusPlus);
        using var off = no_grad();
        for (int i = 0; i < 5; i++)
        {
            float[] maps = ((Module<Tensor, Tensor>)flat[0]).call(images)[i].contiguous().data<float>().ToArray(), gradient = ((Linear)flat[2]).weight[found.Classes[i]].data<float>().ToArray();
            double[] heat = new double[80];
            for (int channel = 0; channel < 2; channel++)
            {
                var places = Enumerable.Range(80 * channel, 80).ToArray();
                double sum = places.Sum(at => (double)maps[at]);
                double weight = places.Sum(at => Math.Pow(gradient[at], 2) / (2 * Math.Pow(gradient[at], 2) + sum * Math.Pow(gradient[at], 3)) * Math.Max(0, gradient[at]));
                for (int at = 0; at < 80; at++) heat[at] += weight * maps[80 * channel + at];
            }
            double most = heat.Max();
            Assert.True(most > 0);
            Assert.All(heat.Zip(found.Maps[i].Values), pair => Assert.Equal(Math.Max(0, pair.First) / most, pair.Second, 1e-3));
        }
    }

    [Fact]
    public void Run_OfAFrozenModel_Works()
    {
        foreach (var parameter in model.parameters()) parameter.requires_grad_(false);
        Assert.Equal(5, GradCam.Run(model, "features", images).Maps.Count);
    }

    [Fact]
    public void Run_OfAModuleThatIsNone_OffersTheNearestNames()
    {
        using var network = ModelZoo.Create("resnet34:tiny");
        var e = Assert.Throws<ArgumentException>(() => GradCam.Run(network, "leyer4.1.conv", randn(1, 3, 32, 32)));
        Assert.StartsWith("the model has no module 'leyer4.1.conv'; the nearest names are layer4.1.conv1,", e.Message);
    }

    [Fact]
    public void Run_OfWhatGivesNoMapsOrTakesNoPart_SaysSo()
    {
        Assert.Contains("gives 2 dimensions", Assert.Throws<ArgumentException>(() => GradCam.Run(model, "fc", images)).Message);
        using var folded = ModelZoo.Create("resnet34:tiny");
        InferenceForm.Prepare(folded);
        Assert.Contains("takes no part", Assert.Throws<ArgumentException>(() => GradCam.Run(folded, "conv1", randn(1, 3, 32, 32))).Message);
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Run_OfClassesThatDoNotFit_SaysSo()
    {
        Assert.Contains("2 classes for 5 pictures", Assert.Throws<ArgumentException>(() => GradCam.Run(model, "features", images, [0, 1])).Message);
        Assert.Contains("class 4: the model has 4", Assert.Throws<ArgumentException>(() => GradCam.Run(model, "features", images, [0, 1, 2, 3, 4])).Message);
    }

    [Fact]
    public void Run_OfLogitsThatAreNoNumbers_IsRefused()
    {
        using (no_grad()) ((Linear)model[4]).bias!.fill_(float.NaN);
        Assert.Contains("no numbers", Assert.Throws<FerKitException>(() => GradCam.Run(model, "features", images)).Message);
        Assert.True(is_grad_enabled());
    }

    public void Dispose()
    {
        model.Dispose();
        scope.Dispose();
    }
}
