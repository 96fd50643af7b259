using FerKit.Data;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Safetensors;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Tests.Training;

[Collection("libtorch")]
public sealed class CheckpointTests : IDisposable
{
    private const string Run = "a run";

    private readonly TemporaryFolder folder = new();
    private readonly DeviceImages images = Faces(20);

    public static TheoryData<string, OptimizerKind, int> Stops()
    {
        var data = new TheoryData<string, OptimizerKind, int>();
        foreach (string model in new[] { "resnet34:tiny", "gclnet:tiny" })
            foreach (var optimizer in new[] { OptimizerKind.Sgd, OptimizerKind.AdamW })
                foreach (int step in new[] { 1, 2, 3 }) data.Add(model, optimizer, step);
        return data;
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public void Run_StoppedAfterAnyStepAndContinued_EndsInTheSameState(string model, OptimizerKind optimizer, int step)
    {
        var recipe = Recipe.Quick with { Epochs = 2, Batch = 10, Optimizer = optimizer, Validation = 0, ClassBalance = 0.5, Clip = 5, Augmentation = new Augmentation { Rotation = 10, Erasing = 0.5 } };
        string straight = folder.File("straight"), stopped = folder.File("stopped"), end = folder.File("end");
        manual_seed(1);
        Train(model, recipe, new Keeper(endsAt: straight));
        manual_seed(1);
        Assert.Throws<OperationCanceledException>(() => Train(model, recipe, new Keeper(stopsAt: stopped, stopAfter: step)));
        manual_seed(2);    // as another process has it
        Train(model, recipe, new Keeper(endsAt: end) { From = stopped });
        Assert.Equal(State(straight), State(end));
    }

    [Fact]
    public void Save_FailingAtAnyWrite_LeavesTheCheckpointThatWasThere()
    {
        // Small, so that every single write can be made to fail; after a step, so that the optimizer has something to keep.
        using var model = nn.Sequential(("conv", nn.Conv2d(3, 4, 3)), ("pool", nn.AdaptiveAvgPool2d(1)), ("flat", nn.Flatten()), ("fc", nn.Linear(4, 2)));
        using var state = new TrainingState(model, Recipe.Quick, CPU);
        using (var loss = model.call(ones(1, 3, 8, 8)).sum())
        {
            loss.backward();
            state.Optimizer.step();
            using var right = zeros(1, ScalarType.Int64);
            state.Sums.Add(loss.detach(), right.squeeze(), 1);
            state.StepDone();
        }
        string path = folder.File("run/checkpoint"), previous = folder.File("run/previous");
        Checkpoint.Save(path, state, Run);
        byte[] before = File.ReadAllBytes(path);
        int failures = 0;
        for (int write = 1; ; write++)
        {
            using var scope = FailingStream.At(write);
            try
            {
                Checkpoint.Save(path, state, Run, previous);
                Assert.False(scope.Failed);
                break;
            }
            catch (FerKitException e)
            {
                Assert.Contains("checkpoint: cannot be written (No space left on device)", e.Message);
            }
            failures++;
            Assert.Equal(["run/checkpoint"], folder.Files());
            Assert.Equal(before, File.ReadAllBytes(path));
        }
        Assert.True(failures > 10, $"{failures}");
        Assert.Equal(["run/checkpoint", "run/previous"], folder.Files());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("flipped")]
    [InlineData("other run")]
    [InlineData("other model")]
    [InlineData("other optimizer")]
    [InlineData("weights")]
    public void Restore_OfWhatDoesNotFit_IsOneLineAndChangesNothing(string what)
    {
        string path = folder.File("checkpoint");
        Train("resnet34:tiny", Recipe.Quick with { Epochs = 1, Batch = 10, Optimizer = OptimizerKind.Sgd }, new Keeper(endsAt: path));
        if (what == "cut") File.WriteAllBytes(path, File.ReadAllBytes(path)[..^9]);
        if (what == "flipped") Flip(path);
        using var model = ModelZoo.Create(what == "other model" ? "gclnet:tiny" : "resnet34:tiny");
        if (what == "weights") WeightsFile.Save(path, model, new ModelDescription("resnet34:tiny", ["a", "b"], 32, Normalisation.ImageNet));
        using var state = new TrainingState(model, Recipe.Quick with { Optimizer = what == "other optimizer" ? OptimizerKind.AdamW : OptimizerKind.Sgd }, CPU);
        float[] before = model.parameters().First().data<float>().ToArray();
        var e = Assert.ThrowsAny<FerKitException>(() => Checkpoint.Restore(path, state, what == "other run" ? "another" : Run));
        Assert.StartsWith(path, e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Equal(before, model.parameters().First().data<float>().ToArray());
        Assert.Equal(0, state.Step);
    }

    [Fact]
    public void Save_OfAStateWhoseLossIsNoNumber_KeepsTheOneBefore()
    {
        string path = folder.File("checkpoint");
        using var model = ModelZoo.Create("resnet34:tiny");
        using var state = new TrainingState(model, Recipe.Quick, CPU);
        using var nan = tensor(float.NaN);
        using var one = tensor(1L);
        state.Sums.Add(nan, one, 1);
        state.StepDone();
        Assert.Contains("since step 1", Assert.Throws<DivergedException>(() => Checkpoint.Save(path, state, Run)).Message);
        Assert.Empty(folder.Files());
    }

    public void Dispose()
    {
        images.Dispose();
        folder.Dispose();
    }

    private void Train(string name, Recipe recipe, Keeper keeper)
    {
        using var model = ModelZoo.Create(name);
        using var source = new CancellationTokenSource();
        keeper.Cancel = source.Cancel;
        new Trainer(model, recipe, 7).Run(images, observer: keeper, progress: keeper, cancellation: source.Token);
    }

    // One bit of one weight: a number like the others.
    private static void Flip(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static Dictionary<string, string> State(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Entries.ToDictionary(entry => entry.Name, entry => Convert.ToHexString(file.Bytes(entry.Name)));
    }

    private static DeviceImages Faces(int count)
    {
        using var set = FaceSet.Draw(FaceLook.Lab, count, 0, 32, 3);
        return new DeviceImages(set, [.. Enumerable.Range(0, count)], Normalisation.ImageNet, CPU);
    }

    private sealed class Keeper(string? endsAt = null, string? stopsAt = null, int stopAfter = 0) : TrainingObserver, IProgress<TrainingProgress>
    {
        private int steps;

        public string? From { get; init; }

        public Action Cancel { get; set; } = () => { };

        public override void Begin(TrainingState state)
        {
            if (From is not null) Checkpoint.Restore(From, state, Run);
        }

        public override void EpochDone(TrainingState state, EpochResult result)
        {
            if (endsAt is not null) Checkpoint.Save(endsAt, state, Run);
        }

        public override void Stopped(TrainingState state) => Checkpoint.Save(stopsAt!, state, Run);

        public void Report(TrainingProgress value)
        {
            if (value.Result is null && ++steps == stopAfter) Cancel();
        }
    }
}
