using FerKit.Data;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

[Collection("libtorch")]
public sealed class TrainerTests
{
    private static readonly Recipe Short = Recipe.Quick with { Epochs = 2, Batch = 8, Validation = 0 };

    [Fact]
    public void Run_OnFewFaces_LearnsThemByHeart()
    {
        using var images = Faces(14);
        using var model = ModelZoo.Create("resnet34:tiny");
        var recipe = Short with { Epochs = 40, Batch = 7, Rate = 2e-3, LabelSmoothing = 0, Augmentation = new Augmentation(false, 0) };
        var epochs = new Trainer(model, recipe, 1).Run(images);
        Assert.Equal(40, epochs.Count);
        Assert.True(epochs[^1].TrainLoss < 0.2 * epochs[0].TrainLoss, $"from {epochs[0].TrainLoss} to {epochs[^1].TrainLoss}");
    }

    [Fact]
    public void Run_WithEqualSeeds_GivesEqualWeightsAndOtherwiseOthers()
    {
        using var images = Faces(20);
        var strong = new Augmentation { Rotation = 10, Brightness = 0.2, Contrast = 0.2, Saturation = 0.2, Erasing = 0.5, Occlusion = 0.5 };
        float[] once = Train(images, 1, strong), again = Train(images, 1, strong), other = Train(images, 2, strong);
        Assert.Equal(once, again);
        Assert.NotEqual(once, other);
    }

    [Theory]
    [InlineData("resnet34:tiny")]
    [InlineData("gclnet:tiny")]
    public void Run_OverEpochs_KeepsNoTensors(string name)
    {
        using var images = Faces(20);
        using var model = ModelZoo.Create(name);
        var live = new List<long>();
        new Trainer(model, Short with { Epochs = 4 }, 1).Run(images, images, observer: new Observer(() => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount)));
        Assert.Single(live.Skip(1).Distinct());   // the first step makes gradients and moments
    }

    [Fact]
    public void Run_WithALastBatchOfOne_LetsItJoinTheOneBefore()
    {
        // At 32 pixels layer4 is 1 x 1: BatchNorm would refuse a batch of one.
        using var images = Faces(9);
        using var model = ModelZoo.Create("resnet34:tiny");
        var steps = new List<int>();
        new Trainer(model, Short with { Epochs = 1 }, 1).Run(images, progress: new Listener(at => steps.Add(at.Steps)));
        Assert.All(steps, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Run_WithARateThatIsFarTooHigh_SaysToLowerIt()
    {
        using var images = Faces(16);
        using var model = ModelZoo.Create("resnet34:tiny");
        var error = Assert.Throws<DivergedException>(() => new Trainer(model, Short with { Rate = 1e30, Optimizer = OptimizerKind.Sgd }, 1).Run(images));
        Assert.Matches(@"^the loss is no longer a number since step \d, in epoch 1, at a rate of \S+: lower the rate \(--rate\)\.$", error.Message);
    }

    [Fact]
    public void Run_Cancelled_StopsBeforeTheNextStep()
    {
        using var images = Faces(24);
        using var model = ModelZoo.Create("resnet34:tiny");
        using var source = new CancellationTokenSource();
        int steps = 0;
        Assert.Throws<OperationCanceledException>(() => new Trainer(model, Short, 1).Run(images, progress: new Listener(_ =>
        {
            steps++;
            source.Cancel();
        }), cancellation: source.Token));
        Assert.Equal(1, steps);
    }

    private static float[] Train(DeviceImages images, ulong seed, Augmentation augmentation)
    {
        manual_seed(5);
        using var model = ModelZoo.Create("gclnet:tiny");
        new Trainer(model, Short with { Epochs = 1, Augmentation = augmentation }, seed).Run(images);
        return model.get_parameter("layer4.2.conv2.weight")!.data<float>().ToArray();
    }

    private static DeviceImages Faces(int count)
    {
        using var set = FaceSet.Draw(FaceLook.Lab, count, 0, 32, 3);
        return new DeviceImages(set, [.. Enumerable.Range(0, count)], Normalisation.ImageNet, CPU);
    }

    private sealed class Observer(Action epochDone) : TrainingObserver
    {
        public override void EpochDone(TrainingState state, EpochResult result) => epochDone();
    }

    private sealed class Listener(Action<TrainingProgress> heard) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => heard(value);
    }
}
