using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Tests.Models;

/// <summary>Folding (fig. 3b) on random weights and statistics that batches have moved.</summary>
[Collection("libtorch")]
public sealed class DeployTests
{
    [Theory]
    [InlineData(false, ScalarType.Float64, 1e-12)]
    [InlineData(true, ScalarType.Float64, 1e-12)]
    [InlineData(false, ScalarType.Float32, 1e-5)]
    [InlineData(true, ScalarType.Float32, 1e-5)]
    public void Deploy_AfterTraining_GivesTheSameLogits(bool foldNorms, ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var model = Trained(GclNetPresets.Tiny, type);
        using var deployed = model.Deploy(foldNorms);
        var images = randn([4, 3, 64, 48], dtype: type);
        using var off = no_grad();
        var (wanted, got) = (model.call(images), deployed.call(images));
        Assert.True((wanted - got).abs().max().ToDouble() <= tolerance * wanted.abs().max().ToDouble());
        Assert.Equal(foldNorms ? ModelForm.Folded : ModelForm.Deployed, deployed.Options.Form);
        Assert.Equal(!foldNorms, deployed.state_dict().ContainsKey("lfa.quadrants.3.1.bn.running_mean"));
        Assert.Equal(foldNorms, deployed.state_dict().ContainsKey("lfa.quadrants.3.1.conv.bias"));
    }

    [Theory]
    [InlineData("split-plain")]
    [InlineData("unsplit-asymmetric")]
    [InlineData("mgc")]
    [InlineData("baseline")]
    [InlineData("paper-cost")]
    public void Deploy_OfEveryKindOfPreset_GivesTheSameLogits(string preset)
    {
        using var scope = NewDisposeScope();
        using var model = Trained(GclNetPresets.Shrink(GclNetPresets.All[preset]), ScalarType.Float64);
        foreach (bool foldNorms in (bool[])[false, true])
        {
            using var deployed = model.Deploy(foldNorms);
            using var off = no_grad();
            var images = randn([2, 3, 32, 32], dtype: ScalarType.Float64);
            var (wanted, got) = (model.call(images), deployed.call(images));
            Assert.True((wanted - got).abs().max().ToDouble() <= 1e-12 * wanted.abs().max().ToDouble());
        }
    }

    // Both forms run one summed kernel; this compares with the three convolutions of eq. (1).
    [Theory]
    [InlineData(ModelForm.Training)]
    [InlineData(ModelForm.Deployed)]
    [InlineData(ModelForm.Folded)]
    public void AsymmetricConv_InEveryForm_EqualsThreeConvolutions(ModelForm form)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        using var trained = new AsymmetricConv(5);
        trained.to(ScalarType.Float64);
        using var off = no_grad();
        trained.call(2 * randn([3, 5, 6, 7], dtype: ScalarType.Float64) + 0.5);
        trained.eval();
        using var layer = new AsymmetricConv(5, form);
        layer.to(ScalarType.Float64);
        if (form == ModelForm.Training) layer.load_state_dict(trained.state_dict());
        else trained.FoldInto(layer);
        layer.eval();

        var state = trained.state_dict();
        var input = randn([2, 5, 6, 7], dtype: ScalarType.Float64);
        var sum = F.conv2d(input, state["conv1x3.weight"], padding: [0, 1])
            + F.conv2d(input, state["conv3x3.weight"], padding: [1, 1])
            + F.conv2d(input, state["conv3x1.weight"], padding: [1, 0]);
        var wanted = F.batch_norm(sum, state["bn.running_mean"], state["bn.running_var"], state["bn.weight"], state["bn.bias"]);
        Assert.True((wanted - layer.call(input)).abs().max().ToDouble() <= 1e-12);
    }

    [Fact]
    public void Deploy_OfADeployedModel_SaysSo()
    {
        using var model = new GclNet(GclNetPresets.Tiny);
        using var deployed = model.Deploy();
        Assert.Contains("Deployed already", Assert.Throws<InvalidOperationException>(() => deployed.Deploy(true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_LeavesTheModelAndItsModeAsTheyWere()
    {
        using var scope = NewDisposeScope();
        using var model = Trained(GclNetPresets.Tiny, ScalarType.Float32);
        model.train();
        var before = model.get_parameter("lfa.quadrants.0.0.conv3x3.weight")!.clone();
        using var deployed = model.Deploy();
        Assert.True(model.training);
        Assert.False(deployed.training);
        Assert.True(before.eq(model.get_parameter("lfa.quadrants.0.0.conv3x3.weight")!).all().item<bool>());
    }

    // Weights of weight, and running statistics, that no longer are what they began as.
    private static GclNet Trained(GclNetOptions options, ScalarType type)
    {
        manual_seed(3);
        var model = new GclNet(options);
        model.to(type);
        using var off = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, parameter) in model.named_parameters())
            if (name.Contains("bn", StringComparison.OrdinalIgnoreCase)) parameter.add_(0.3 * randn_like(parameter));
        model.train();
        for (int i = 0; i < 3; i++) model.call(2 * randn([4, 3, 64, 64], dtype: type) + 0.5);
        model.eval();
        return model;
    }

    [Fact]
    public void Deploy_MidTraining_MovesNoRandomNumbersAndKeepsWhatIsFrozen()
    {
        using var scope = NewDisposeScope();
        using var model = new GclNet(GclNetPresets.Tiny);
        model.get_parameter("conv1.weight")!.requires_grad = false;
        manual_seed(1);
        var expected = rand(3);
        manual_seed(1);
        using var deployed = model.Deploy();
        Assert.Equal(expected.data<float>().ToArray(), rand(3).data<float>().ToArray());
        Assert.False(deployed.get_parameter("conv1.weight")!.requires_grad);
        Assert.True(deployed.get_parameter("fc.weight")!.requires_grad);
    }
}
