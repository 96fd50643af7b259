using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace FerKit.Torch.Tests.Optimizers;

/// <summary>Rates and momenta over 50 steps against PyTorch 1.13, bit for bit.</summary>
[Collection("libtorch")]
public sealed class SchedulerTests : IDisposable
{
    private static readonly Dictionary<string, Func<Optimizer, LRScheduler>> Cases = new()
    {
        ["step"] = o => StepLR(o, 8, 0.3),
        ["multistep"] = o => MultiStepLR(o, [21, 5, 33, 21], 0.2),
        ["exponential"] = o => ExponentialLR(o, 0.93),
        ["cosine"] = o => CosineAnnealingLR(o, 20, 0.001),
        ["cosine_short"] = o => CosineAnnealingLR(o, 7),
        ["linear"] = o => LinearLR(o, 0.1, 0.9, 20),
        ["constant"] = o => ConstantLR(o, 0.25, 8),
        ["polynomial"] = o => PolynomialLR(o, 30, 1.5),
        ["lambda"] = o => LambdaLR(o, epoch => 1 / (1 + 0.25 * epoch)),
        ["multiplicative"] = o => MultiplicativeLR(o, epoch => epoch % 2 == 1 ? 0.95 : 1.01),
        ["onecycle"] = o => OneCycleLR(o, 0.2, total_steps: 50),
        ["onecycle_linear"] = o => OneCycleLR(o, [0.2, 0.5], epochs: 5, steps_per_epoch: 10, pct_start: 0.25, anneal_strategy: impl.OneCycleLR.AnnealStrategy.Linear, base_momentum: [0.8], max_momentum: [0.9], div_factor: 10, final_div_factor: 100),
        ["onecycle_three"] = o => OneCycleLR(o, 0.2, total_steps: 50, three_phase: true),
        ["onecycle_adam"] = o => OneCycleLR(o, 0.01, total_steps: 50),
        ["sequential"] = o => SequentialLR(o, [LinearLR(o, 0.1, total_iters: 5), CosineAnnealingLR(o, 45)], [5]),
        ["sequential_three"] = o => SequentialLR(o, [ConstantLR(o, 0.1, 3), ExponentialLR(o, 0.9), StepLR(o, 4)], [4, 30]),
        ["chained"] = o => ChainedLR([ConstantLR(o, 0.1, 5), ExponentialLR(o, 0.9)]),
        ["plateau"] = o => ReduceLROnPlateau(o, factor: 0.5, patience: 2, cooldown: 3, min_lr: [0.004]),
        ["plateau_max"] = o => ReduceLROnPlateau(o, "max", threshold_mode: "abs", threshold: 0.05, patience: 1),
    };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> Names => [.. Cases.Keys];

    public static TheoryData<string> WithClosedForm => ["step", "multistep", "exponential", "cosine", "cosine_short", "linear", "constant", "polynomial"];

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Fixture_EveryScheduler_IsTried() =>
        Assert.Equal(OptimFixture.Root.GetProperty("schedulers").EnumerateObject().Select(entry => entry.Name).Order(), Cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_FiftyTimes_GivesPyTorchsRates(string name)
    {
        using var optimizer = Groups(name);
        var scheduler = Cases[name](optimizer);
        List<double> rates = [], momenta = [];
        for (int step = 0; step <= 50; step++)
        {
            rates.AddRange(optimizer.ParamGroups.Select(group => group.LearningRate));
            momenta.AddRange(optimizer.ParamGroups.Select(Momentum));
            if (step == 50) break;
            Advance(name, scheduler, step);
            Assert.Equal(optimizer.ParamGroups.Select(group => group.LearningRate), scheduler.get_last_lr());
        }
        var expected = OptimFixture.Root.GetProperty("schedulers").GetProperty(name);
        Assert.Equal(OptimFixture.Doubles(expected.GetProperty("rates")), rates);
        if (expected.TryGetProperty("momenta", out var cycled)) Assert.Equal(OptimFixture.Doubles(cycled), momenta);
    }

    [Theory]
    [MemberData(nameof(WithClosedForm))]
    public void Step_ToAnEpoch_GivesPyTorchsClosedForm(string name)
    {
        using var optimizer = Groups(name);
        var scheduler = Cases[name](optimizer);
        List<double> rates = [];
        foreach (int epoch in new[] { 0, 1, 7, 8, 20, 21, 33 })
        {
            scheduler.step((int?)epoch);
            rates.AddRange(optimizer.ParamGroups.Select(group => group.LearningRate));
        }
        Assert.Equal(OptimFixture.Doubles(OptimFixture.Root.GetProperty("closed").GetProperty(name)), rates);
    }

    /// <summary>The way a training program resumes a schedule.</summary>
    [Theory]
    [MemberData(nameof(WithClosedForm))]
    [InlineData("lambda")]
    [InlineData("onecycle")]
    [InlineData("onecycle_adam")]
    public void Scheduler_MadeAgainAndSetToItsEpochAndRates_GoesOnBitwise(string name)
    {
        using Optimizer straight = Groups(name), resumed = Groups(name);
        var scheduler = Cases[name](straight);
        for (int step = 0; step < 21; step++) scheduler.step();
        var again = Cases[name](resumed);
        again.step((int?)21);
        foreach (var (group, saved) in resumed.ParamGroups.Zip(straight.ParamGroups)) group.LearningRate = saved.LearningRate;
        for (int step = 21; step < 50; step++)
        {
            scheduler.step();
            again.step();
            Assert.Equal(straight.ParamGroups.Select(group => group.LearningRate), resumed.ParamGroups.Select(group => group.LearningRate));
            Assert.Equal(straight.ParamGroups.Select(Momentum), resumed.ParamGroups.Select(Momentum));
        }
    }

    [Fact]
    public void OneCycle_PastItsEnd_Throws()
    {
        using var optimizer = Groups("onecycle");
        var scheduler = OneCycleLR(optimizer, 0.1, total_steps: 2);
        scheduler.step();
        scheduler.step();
        Assert.Throws<InvalidOperationException>(() => scheduler.step());
    }

    [Fact]
    public void Scheduler_WrongArguments_AreRefused()
    {
        using var optimizer = Groups("step");
        Assert.Throws<ArgumentNullException>(() => StepLR(null!, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StepLR(optimizer, 0));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, 0.1, total_steps: 5, pct_start: 1.5));
        Assert.Throws<ArgumentException>(() => OneCycleLR(optimizer, [0.1, 0.2, 0.3], total_steps: 5));
        Assert.Throws<ArgumentException>(() => SequentialLR(optimizer, [StepLR(optimizer, 1)], [3]));
        Assert.Throws<ArgumentException>(() => ReduceLROnPlateau(optimizer, "least"));
        Assert.Throws<InvalidOperationException>(() => ReduceLROnPlateau(optimizer).step());
    }

    private static void Advance(string name, LRScheduler scheduler, int step)
    {
        if (name == "plateau") scheduler.step(Math.Max(1 - 0.1 * step, 0.4));
        else if (name == "plateau_max") scheduler.step(step * 7 % 11 / 10.0);
        else scheduler.step();
    }

    private static double Momentum(ILearningRateController group) => group is IBetas betas ? betas.Betas.Item1 : ((IMomentum)group).Momentum;

    private static Optimizer Groups(string name)
    {
        Parameter[] first = [nn.Parameter(zeros([1]))], second = [nn.Parameter(zeros([1]))];
        if (name == "onecycle_adam")
            return optim.Adam([new Adam.ParamGroup { Parameters = first }, new Adam.ParamGroup(second, new Adam.Options { LearningRate = 0.03 })], 0.1);
        double momentum = name.StartsWith("onecycle", StringComparison.Ordinal) ? 0.9 : 0;
        return optim.SGD([new SGD.ParamGroup { Parameters = first }, new SGD.ParamGroup(second, new SGD.Options { LearningRate = 0.03 })], 0.1, momentum);
    }
}
