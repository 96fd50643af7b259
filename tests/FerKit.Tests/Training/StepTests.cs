using FerKit.Data;
using FerKit.Faces;
using FerKit.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Tests.Training;

/// <summary>What a step of training does, on a model small enough to follow.</summary>
[Collection("libtorch")]
public sealed class StepTests : IDisposable
{
    private static readonly Recipe Plain = Recipe.Quick with
    {
        Epochs = 1, Batch = 30, Optimizer = OptimizerKind.Sgd, Momentum = 0, WeightDecay = 0, Schedule = ScheduleKind.Constant, Rate = 0.1,
        LabelSmoothing = 0.1, Augmentation = new Augmentation(false, 0), Compute = new ComputeOptions(ChannelsLast: false),
    };

    private readonly ImageSet set = FaceSet.Draw(FaceLook.Wild, 30, 0, 32, 3);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 3)]
    [InlineData(0.5, 30)]
    public void Accumulation_MovesTheWeightsAsTheWholeBatchDoes(double balance, int parts)
    {
        float[] whole = Train(Plain with { ClassBalance = balance }), inParts = Train(Plain with { ClassBalance = balance, Accumulation = parts });
        for (int i = 0; i < whole.Length; i++) Assert.Equal(whole[i], inParts[i], 1e-6);
    }

    [Fact]
    public void Clip_ScalesTheStepDownToTheNorm()
    {
        float[] begin = Train(Plain with { Rate = 1e-30 }), free = Train(Plain with { Rate = 1 }), clipped = Train(Plain with { Rate = 1, Clip = 0.25 });
        double Norm(float[] end) => Math.Sqrt(end.Zip(begin).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        Assert.True(Norm(free) > 0.5);
        Assert.Equal(0.25, Norm(clipped), 1e-4);
    }

    [Fact]
    public void ChannelsLast_ChangesNothingButTheRounding()
    {
        float[] usual = Train(Plain, Convolution), other = Train(Plain with { Compute = new ComputeOptions() }, Convolution);
        for (int i = 0; i < usual.Length; i++) Assert.Equal(usual[i], other[i], 1e-5);
    }

    [BFloat16Fact]
    public void BFloat16_MovesTheWeightsNearlyAsFloat32()
    {
        float[] begin = Train(Plain with { Rate = 1e-30 }, Normed), exact = Train(Plain, Normed), rounded = Train(Plain with { Compute = new ComputeOptions(Precision.BFloat16) }, Normed);
        double length = exact.Zip(begin).Sum(pair => Math.Abs(pair.First - pair.Second)), apart = exact.Zip(rounded).Sum(pair => Math.Abs(pair.First - pair.Second));
        Assert.InRange(apart / length, 1e-6, 0.05);
    }

    [Fact]
    public void Streamed_TrainsAsFromMemory()
    {
        float[] resident = Train(Plain with { Epochs = 3, Batch = 8 }, Convolution);
        Assert.Equal(resident, Train(Plain with { Epochs = 3, Batch = 8 }, Convolution, streamed: true));
    }

    [Fact]
    public void OutOfMemory_SaysWhichBatchToTry()
    {
        var e = Assert.Throws<FerKitException>(() => Train(Plain, () => new Hungry()));
        Assert.Equal("memory does not suffice for a batch of 30 at 32 px: try --batch=15, or --accumulation=2, which computes the same batch in smaller parts.", e.Message);
    }

    [Fact]
    public void OutOfMemory_WhileScoring_LosesNoStep()
    {
        using var model = new HungryWhenScored();
        using var images = new DeviceImages(set, [.. Enumerable.Range(0, set.Count)], Normalisation.ImageNet, CPU);
        var keeper = new StoppedAt();
        var e = Assert.Throws<FerKitException>(() => new Trainer(model, Plain with { Batch = 10 }, 7).Run(images, images, observer: keeper));
        Assert.StartsWith("memory does not suffice for a batch of 10", e.Message, StringComparison.Ordinal);
        Assert.Equal([3], keeper.Steps);
    }

    public void Dispose() => set.Dispose();

    private static Module<Tensor, Tensor> Flat() => Sequential(AdaptiveAvgPool2d(4), nn.Flatten(), Linear(48, 7));

    private static Module<Tensor, Tensor> Normed() => Sequential(new FerKit.Models.ConvBnRelu(3, 16, 3), AdaptiveAvgPool2d(1), nn.Flatten());

    private static Module<Tensor, Tensor> Convolution() => Sequential(Conv2d(3, 16, 3, padding: 1), ReLU(), AdaptiveAvgPool2d(1), nn.Flatten(), Linear(16, 7));

    private float[] Train(Recipe recipe, Func<Module<Tensor, Tensor>>? make = null, bool streamed = false)
    {
        manual_seed(5);
        int[] all = [.. Enumerable.Range(0, set.Count)];
        using var model = (make ?? Flat)();
        using IImageBatches images = streamed ? new StreamedImages(set, all, Normalisation.ImageNet, CPU) : new DeviceImages(set, all, Normalisation.ImageNet, CPU);
        new Trainer(model, recipe, 7).Run(images);
        return [.. model.parameters().SelectMany(one => one.data<float>().ToArray())];
    }

    private sealed class StoppedAt : TrainingObserver
    {
        public List<int> Steps { get; } = [];

        public override void Stopped(TrainingState state) => Steps.Add(state.StepInEpoch);
    }

    private sealed class HungryWhenScored : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear layer = Linear(3, 7);

        public HungryWhenScored() : base(nameof(HungryWhenScored)) => RegisterComponents();

        public override Tensor forward(Tensor input) => training ? layer.call(input.mean([2, 3])) : empty(1L << 50);
    }

    private sealed class Hungry : Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Linear layer = Linear(1, 1);

        public Hungry() : base(nameof(Hungry)) => RegisterComponents();

        public override Tensor forward(Tensor input) => empty(1L << 50);
    }
}
