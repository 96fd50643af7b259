using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

/// <summary>
/// <c>fixtures/checkpoint-2.safetensors</c> was written by the kit as <see cref="Fill"/> fills a state: a run that was begun with
/// an older build can be continued.
/// </summary>
[Collection("libtorch")]
public sealed class CheckpointFormatTests : IDisposable
{
    private const string Run = "a run";

    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "fixtures", "checkpoint-2.safetensors");

    private readonly TemporaryFolder folder = new();
    private readonly nn.Module<Tensor, Tensor> model = nn.Sequential(("conv", nn.Conv2d(2, 2, 3)), ("norm", nn.BatchNorm2d(2)));
    private readonly TrainingState state;

    public CheckpointFormatTests() => state = new TrainingState(model, Recipe.Quick with { Optimizer = OptimizerKind.Sgd }, CPU);

    [Fact]
    public void Save_OfAKnownState_GivesTheBytesOfTheFixture()
    {
        Fill();
        Checkpoint.Save(folder.File("checkpoint"), state, Run);
        Assert.Equal(File.ReadAllBytes(Fixture), File.ReadAllBytes(folder.File("checkpoint")));
    }

    [Fact]
    public void Restore_OfTheFixture_GivesAllThatWasSaved()
    {
        manual_seed(1);
        Checkpoint.Restore(Fixture, state, Run);
        Assert.Equal((5, 2, 1.5, 0.25), (state.Step, state.StepInEpoch, state.Seconds, state.Rate));
        Assert.Equal(Epochs(), state.Epochs);
        Checkpoint.Save(folder.File("checkpoint"), state, Run);
        Assert.Equal(File.ReadAllBytes(Fixture), File.ReadAllBytes(folder.File("checkpoint")));
    }

    public void Dispose()
    {
        state.Dispose();
        model.Dispose();
        folder.Dispose();
    }

    private void Fill()
    {
        manual_seed(5);
        Moments.Begin(state.Optimizer, state.Parameters, 5);
        state.Goto(5, 2, 1.5, 0.25, Epochs(), new Totals(3.5, 6, 2, 8));
        using var off = no_grad();
        using var scope = NewDisposeScope();
        int first = 0;
        foreach (var value in model.state_dict().Values.Concat(Moments.Of(state.Optimizer, state.ParameterNames).Select(one => one.Value)))
            value.copy_((arange(value.numel()).add(first++)).div(8).reshape(value.shape));
    }

    private static EpochResult[] Epochs() => [new EpochResult(1, 2.25, 0.5, 2, 0.625, 0.25, 0.75, 16)];
}
