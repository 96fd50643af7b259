using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Optimizers;

/// <summary>Groups, gradients, closures and refusals.</summary>
[Collection("libtorch")]
public sealed class OptimizerTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void LearningRate_SetThroughTheGroups_HoldsForTheNextStep()
    {
        var parameter = One();
        using optim.Optimizer optimizer = optim.SGD([parameter], 0.5);
        foreach (var group in optimizer.ParamGroups)
        {
            Assert.Equal((0.5, 0.5), (group.LearningRate, group.InitialLearningRate));
            group.LearningRate = 0.25;
        }
        parameter.grad = ones([2]);
        optimizer.step();
        Assert.Equal([0.75f, 0.75f], parameter.data<float>());
    }

    [Fact]
    public void ZeroGrad_KeepsTheGradientTensorAndFillsItWithZeros()
    {
        Parameter[] parameters = [One(), One()];
        using var optimizer = optim.SGD(parameters, 0.5);
        parameters[0].grad = ones([2]);
        optimizer.zero_grad();
        Assert.Equal([0f, 0f], parameters[0].grad!.data<float>());
        Assert.Null(parameters[1].grad);
    }

    [Fact]
    public void Step_WithoutGradients_ChangesNothing()
    {
        var parameter = One();
        using var optimizer = optim.Adam([parameter]);
        Assert.Null(optimizer.step());
        Assert.Equal([1f, 1f], parameter.data<float>());
        Assert.Equal(0, ((Adam.State)optimizer.state_dict().State[0]).step);
    }

    [Fact]
    public void Step_WithClosure_RunsItWithAGraphAndReturnsItsLoss()
    {
        var parameter = One();
        using var optimizer = optim.SGD([parameter], 0.1);
        Tensor loss;
        using (no_grad())
        {
            loss = optimizer.step(() =>
            {
                var value = (parameter * parameter).sum();
                value.backward();
                return value;
            });
        }
        Assert.Equal(2f, loss.item<float>());
        Assert.Equal([0.8f, 0.8f], parameter.data<float>());
    }

    [Fact]
    public void Step_InsideAScope_KeepsTheBuffersAlive()
    {
        var parameter = One();
        using var optimizer = optim.SGD([parameter], 0.1, momentum: 0.5);
        for (int i = 0; i < 3; i++)
        {
            using var inner = NewDisposeScope();
            parameter.grad = ones([2]);
            optimizer.step();
        }
        Assert.Equal([1.75f, 1.75f], ((SGD.State)optimizer.state_dict().State[0]).momentum_buffer.data<float>());
    }

    [Fact]
    public void Step_ManyLargeParameters_AreAllUpdated()
    {
        // More than a cache-sized batch holds, and one that is larger than a batch.
        Parameter[] parameters = [.. Enumerable.Range(0, 5).Select(i => nn.Parameter(zeros([i == 2 ? 3_000_000 : 400_000])))];
        using var optimizer = optim.SGD(parameters, 1, momentum: 0.9);
        foreach (var parameter in parameters) parameter.grad = ones_like(parameter);
        optimizer.step();
        optimizer.step();
        Assert.All(parameters, parameter => Assert.Equal((-2.9f, -2.9f), (parameter.min().item<float>(), parameter.max().item<float>())));
    }

    [Fact]
    public void Step_ParametersOfSeveralTypes_AreUpdatedInTheirOwn()
    {
        Parameter[] parameters = [One(), nn.Parameter(ones([2], ScalarType.Float64)), nn.Parameter(ones([2], ScalarType.BFloat16)), One()];
        using var optimizer = optim.AdamW(parameters, 0.5, weight_decay: 0.5);
        foreach (var parameter in parameters) parameter.grad = ones_like(parameter);
        optimizer.step();
        Assert.Equal([ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.Float32], parameters.Select(parameter => parameter.dtype));
        Assert.All(parameters, parameter => Assert.Equal(0.25, parameter.mean().to(ScalarType.Float64).item<double>(), 2));
    }

    [Fact]
    public void AddParamGroup_WithoutOptions_TakesTheOptimizersOwn()
    {
        Parameter[] parameters = [One(), One()];
        using var optimizer = optim.SGD(parameters[..1], 0.5, momentum: 0.9);
        optimizer.add_param_group(new SGD.ParamGroup { Parameters = parameters[1..] });
        Assert.Equal(parameters, optimizer.parameters());
        var dictionary = optimizer.state_dict();
        Assert.Equal([0.5, 0.5], dictionary.Options.Select(options => options.LearningRate!.Value));
        Assert.Equal(0.9, ((SGD.Options)dictionary.Options[1]).momentum);
        Assert.Equal([[0], [1]], dictionary.StateIndexRef);
    }

    [Fact]
    public void Group_SameParameterTwice_IsRefused()
    {
        var parameter = One();
        Assert.Throws<ArgumentException>(() => optim.SGD([parameter, parameter], 0.1));
        using var optimizer = optim.SGD([parameter], 0.1);
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup { Parameters = [parameter] }));
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new Adam.ParamGroup([One()])));
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Contains("learning rate", Assert.Throws<ArgumentException>(() => optim.SGD([One()], -1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => optim.SGD([One()], double.NaN));
        Assert.Throws<ArgumentException>(() => optim.SGD([One()], 0.1, momentum: -1));
        Assert.Throws<ArgumentException>(() => optim.SGD([One()], 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam([One()], beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.AdamW([One()], weight_decay: -1));
        Assert.Throws<ArgumentException>(() => optim.RMSProp([One()], alpha: -1));
    }

    [Fact]
    public void LoadState_OfAnotherKindOrSize_IsRefused()
    {
        using var sgd = optim.SGD([One()], 0.1);
        using var adam = optim.Adam([One()]);
        using var two = optim.SGD([One(), One()], 0.1);
        Assert.Throws<ArgumentException>(() => sgd.load_state_dict(adam.state_dict()));
        Assert.Throws<ArgumentException>(() => sgd.load_state_dict(two.state_dict()));
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        adam.save_state_dict(writer);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Assert.Contains("Adam", Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(reader)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamedParameters_OfAModule_AreTaken()
    {
        using var linear = nn.Linear(2, 2);
        using var optimizer = optim.SGD(linear.named_parameters(), 0.1);
        Assert.Equal(2, optimizer.parameters().Count());
    }

    private static Parameter One() => nn.Parameter(ones([2]));
}
