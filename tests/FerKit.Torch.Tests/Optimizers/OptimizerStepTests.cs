using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Optimizers;

/// <summary>The steps of every optimizer against PyTorch 1.13, bit for bit.</summary>
[Collection("libtorch")]
public sealed class OptimizerStepTests
{
    private static readonly Dictionary<string, Func<Parameter[], OptimizerHelper>> Cases = new()
    {
        ["sgd"] = p => optim.SGD(p, 0.1),
        ["sgd_momentum"] = p => optim.SGD(p, 0.1, momentum: 0.9),
        ["sgd_decay"] = p => optim.SGD(p, 0.05, weight_decay: 0.01),
        ["sgd_momentum_decay"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.0005),
        ["sgd_dampening"] = p => optim.SGD(p, 0.1, momentum: 0.8, dampening: 0.3, weight_decay: 0.001),
        ["sgd_nesterov"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.001, nesterov: true),
        ["sgd_maximize"] = p => optim.SGD(p, 0.1, momentum: 0.9, weight_decay: 0.01, maximize: true),
        ["sgd_groups"] = p => optim.SGD([new SGD.ParamGroup { Parameters = p[..1] }, new SGD.ParamGroup(p[1..], new SGD.Options { LearningRate = 0.01, momentum = 0.5 })], 0.1, momentum: 0.9),
        ["adam"] = p => optim.Adam(p, 0.01),
        ["adam_decay"] = p => optim.Adam(p, 0.01, 0.8, 0.99, 1e-6, 0.02),
        ["adam_amsgrad"] = p => optim.Adam(p, 0.01, 0.8, 0.9, amsgrad: true),
        ["adam_maximize"] = p => optim.Adam(p, 0.01, weight_decay: 0.01, maximize: true),
        ["adamw"] = p => optim.AdamW(p, 0.01),
        ["adamw_decay"] = p => optim.AdamW(p, 0.01, 0.8, 0.99, weight_decay: 0.05),
        ["adamw_amsgrad"] = p => optim.AdamW(p, 0.01, weight_decay: 0.01, amsgrad: true, maximize: true),
        ["rmsprop"] = p => optim.RMSProp(p, 0.01),
        ["rmsprop_momentum"] = p => optim.RMSProp(p, 0.01, 0.9, momentum: 0.7, weight_decay: 0.01),
        ["rmsprop_centered"] = p => optim.RMSProp(p, 0.01, centered: true, maximize: true),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Fact]
    public void Fixture_EveryOptimizer_IsTried() =>
        Assert.Equal(OptimFixture.Root.GetProperty("optimizers").EnumerateObject().Select(entry => entry.Name).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_SameGradients_GivesPyTorchsBits(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = OptimFixture.Parameters();
        using var optimizer = Cases[name](parameters);
        var expected = OptimFixture.Root.GetProperty("optimizers").GetProperty(name);
        for (int step = 0; step < OptimFixture.Steps; step++)
        {
            OptimFixture.SetGradients(parameters, step);
            optimizer.step();
            if (step % 3 == 0) Assert.Equal(OptimFixture.Floats(expected[step / 3]), OptimFixture.Values(parameters));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_Repeated_MakesNoTensors(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = OptimFixture.Parameters();
        using var optimizer = Cases[name](parameters);
        Train(parameters, optimizer, 3);
        long live = Tensor.TotalCount;
        var statistics = DisposeScopeManager.Statistics.TensorStatistics;
        optimizer.step();
        long created = statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount;
        optimizer.step();
        optimizer.zero_grad();
        Assert.Equal(created, statistics.CreatedInScopeCount + statistics.CreatedOutsideScopeCount);
        Assert.Equal(live, Tensor.TotalCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dispose_AfterSteps_FreesTheState(string name)
    {
        using var scope = NewDisposeScope();
        var parameters = OptimFixture.Parameters();
        long before = Tensor.TotalCount;
        using (var optimizer = Cases[name](parameters)) Train(parameters, optimizer, 4);
        Assert.Equal(before, Tensor.TotalCount);
    }

    /// <summary>The way a training program keeps a checkpoint: tensors of the state objects, in the order of the parameters.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void State_ReadAndAssigned_GoesOnBitwise(string name) => GoesOn(name, (from, to) =>
    {
        foreach (var (saved, fresh) in from.state_dict().State.Zip(to.state_dict().State)) Assign(saved, fresh);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void StateDict_LoadedIntoAnother_GoesOnBitwise(string name) => GoesOn(name, (from, to) => to.load_state_dict(from.state_dict()));

    [Theory]
    [MemberData(nameof(Names))]
    public void StateFile_SavedAndLoaded_GoesOnBitwise(string name) => GoesOn(name, (from, to) =>
    {
        string path = Path.GetTempFileName();
        try
        {
            from.save_state_dict(path);
            to.load_state_dict(path);
            Assert.False(File.Exists(path + ".tmp"));
        }
        finally
        {
            File.Delete(path);
        }
    });

    private static void GoesOn(string name, Action<OptimizerHelper, OptimizerHelper> transfer)
    {
        using var scope = NewDisposeScope();
        var straight = OptimFixture.Parameters();
        using var optimizer = Cases[name](straight);
        Train(straight, optimizer, 4);
        Parameter[] copies = [.. straight.Select(parameter => nn.Parameter(parameter.detach().clone()))];
        using var resumed = Cases[name](copies);
        // The scope in which state is restored must not take it along.
        using (NewDisposeScope()) transfer(optimizer, resumed);
        Assert.All(optimizer.state_dict().State.Zip(resumed.state_dict().State), pair => Assert.True(pair.First.ApproximatelyEquals(pair.Second)));
        Train(straight, optimizer, OptimFixture.Steps, first: 4);
        Train(copies, resumed, OptimFixture.Steps, first: 4);
        Assert.Equal(OptimFixture.Values(straight), OptimFixture.Values(copies));
    }

    private static void Assign(OptimizerState saved, OptimizerState fresh)
    {
        switch (saved, fresh)
        {
            case (SGD.State from, SGD.State to):
                to.momentum_buffer = Kept(from.momentum_buffer);
                break;
            case (Adam.State from, Adam.State to):
                to.Dispose();
                (to.step, to.exp_avg, to.exp_avg_sq, to.max_exp_avg_sq) = (from.step, Kept(from.exp_avg), Kept(from.exp_avg_sq), Kept(from.max_exp_avg_sq));
                break;
            case (AdamW.State from, AdamW.State to):
                to.Dispose();
                (to.step, to.exp_avg, to.exp_avg_sq, to.max_exp_avg_sq) = (from.step, Kept(from.exp_avg), Kept(from.exp_avg_sq), Kept(from.max_exp_avg_sq));
                break;
            case (RMSProp.State from, RMSProp.State to):
                to.Dispose();
                (to.step, to.square_avg, to.momentum_buffer, to.grad_avg) = (from.step, Kept(from.square_avg), Kept(from.momentum_buffer), Kept(from.grad_avg));
                break;
            default:
                Assert.Fail($"{saved.GetType()} and {fresh.GetType()}");
                break;
        }
    }

    private static Tensor Kept(Tensor? tensor) => tensor?.clone().DetachFromDisposeScope()!;

    private static void Train(Parameter[] parameters, OptimizerHelper optimizer, int steps, int first = 0)
    {
        for (int step = first; step < steps; step++)
        {
            OptimFixture.SetGradients(parameters, step);
            optimizer.step();
        }
    }
}
