using FerKit.Models;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

[Collection("libtorch")]
public sealed class InferenceFormTests
{
    public static TheoryData<string> Names => [.. ModelZoo.Names.Where(name => name.EndsWith(":tiny", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Prepare_AnyModel_AnswersAsBeforeAndKeepsItsKeys(string name)
    {
        using var scope = NewDisposeScope();
        using var model = Trained(name);
        string[] keys = [.. model.state_dict().Keys];
        var images = randn(3, 3, 32, 32);
        using var off = no_grad();
        model.eval();
        var before = model.call(images);
        InferenceForm.Prepare(model);
        Close(before, model.call(images));
        Close(before, model.call(ChannelsLast.Of(images)));
        Assert.Equal(keys, model.state_dict().Keys);
    }

    [Fact]
    public void Prepare_Folds()
    {
        using var scope = NewDisposeScope();
        using var model = Trained("gclnet:tiny");
        InferenceForm.Prepare(model);
        using var off = no_grad();
        var images = randn(1, 3, 32, 32);
        var before = model.call(images);
        // The normalisation is no longer asked.
        foreach (var norm in model.modules().OfType<TorchSharp.Modules.BatchNorm2d>().Where((_, i) => i < 5)) norm.weight!.fill_(0);
        Assert.True(before.eq(model.call(images)).all().item<bool>());
    }

    [Fact]
    public void Prepare_AfterTheWeightsChanged_TakesTheNewOnes()
    {
        using var scope = NewDisposeScope();
        using var model = Trained("gclnet:tiny");
        InferenceForm.Prepare(model);
        var images = randn(8, 3, 32, 32);
        model.train();
        model.call(images).sum().backward();
        using (no_grad())
            foreach (var parameter in model.parameters()) if (parameter.grad is { } gradient) parameter.sub_(gradient * 0.01);
        using var fresh = ModelZoo.Create("gclnet:tiny");
        fresh.load_state_dict(model.state_dict());
        fresh.eval();
        InferenceForm.Prepare(model);
        using var off = no_grad();
        Close(fresh.call(images), model.call(images));
    }

    // Running means and variances that are not 0 and 1.
    private static nn.Module<Tensor, Tensor> Trained(string name)
    {
        manual_seed(3);
        var model = ModelZoo.Create(name);
        using var off = no_grad();
        model.train();
        for (int i = 0; i < 3; i++) model.call(randn(8, 3, 32, 32) * 2 + 0.5).Dispose();
        return model;
    }

    private static void Close(Tensor expected, Tensor actual) =>
        Assert.True((expected - actual).abs().max().item<float>() <= 1e-4 * (1 + expected.abs().max().item<float>()), $"{expected - actual}");
}
