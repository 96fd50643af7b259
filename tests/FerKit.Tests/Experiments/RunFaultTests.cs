using System.Runtime.InteropServices;
using FerKit.Experiments;
using FerKit.Models;
using FerKit.Safetensors;
using FerKit.Training;

namespace FerKit.Tests.Experiments;

/// <summary>Trainings that meet a full disk, missing rights, or numbers that are none.</summary>
[Collection("libtorch")]
public sealed class RunFaultTests : TrainingTestBase
{
    private static readonly RunPlan Plan = new("faces:lab", "resnet34:tiny", Recipe.Quick with { Epochs = 3, Batch = 8, Validation = 0.3 }, Seed: 4);

    [Fact]
    public void Start_OnADiskThatFillsAtTheFirstCheckpoint_LeavesNoFolder()
    {
        FailingStream.Counter? full = null;
        var e = Assert.Throws<FerKitException>(() => TrainingRun.Start(Set, Plan, At("run"), new AfterStep(1, () => full = FailingStream.At(1))));
        full!.Dispose();
        Assert.Contains("checkpoint.safetensors: cannot be written", e.Message);
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void Start_OnADiskThatFillsInTheFirstEpoch_KeepsTheRunToGoOnWith()
    {
        FailingStream.Counter? full = null;
        var e = Assert.Throws<FerKitException>(() => TrainingRun.Start(Set, Plan, At("run"), new AfterStep(2, () => full = FailingStream.At(1))));
        full!.Dispose();
        Assert.EndsWith("the beginning is kept, and --resume goes on from there.", e.Message);
        using (TrainingRun.Resume(Set, At("run")))
        {
        }
        using var straight = TrainingRun.Start(Set, Plan, At("straight"));
        Assert.Equal(File.ReadAllBytes(At("straight/last.safetensors")), File.ReadAllBytes(At("run/last.safetensors")));
    }

    [Fact]
    public void Start_ThatDiverges_NamesTheStateThatIsKept()
    {
        // Decay that is far too strong: every step multiplies the weights by -2.
        var wild = Plan with { Recipe = Plan.Recipe with { Epochs = 9, Schedule = ScheduleKind.Constant, Optimizer = OptimizerKind.Sgd, Momentum = 0, Rate = 1e-3, WeightDecay = 3e3 } };
        var e = Assert.Throws<DivergedException>(() => TrainingRun.Start(Set, wild, At("run")));
        Assert.Matches(@"since step \d+, in epoch [2-9], at a rate of 0.001: lower the rate \(--rate\); the state after step \d+ is kept in .*checkpoint.safetensors\.$", e.Message);
        using var state = new TrainingState(ModelZoo.Create(Plan.Model), wild.Recipe, TorchSharp.torch.CPU);
        Checkpoint.Restore(At("run/checkpoint.safetensors"), state, RunIdentity.Of(wild, Set));
        foreach (string name in (string[])["checkpoint.safetensors", "last.safetensors", "best.safetensors"]) AssertNumbers(At($"run/{name}"));
    }

    [Fact]
    public void Start_WhoseLogCannotBeWritten_IsOneLine()
    {
        Directory.CreateDirectory(At("run/log.jsonl"));
        var e = Assert.Throws<FerKitException>(() => TrainingRun.Start(Set, Plan, At("run")));
        Assert.Contains("log.jsonl: cannot be written", e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void Start_WhoseLastStepSpoilsTheWeights_KeepsThoseOfTheEpochBefore()
    {
        // One step an epoch and nothing to score: no loss tells that the fourth step's weights are none.
        var wild = Plan with { Recipe = Plan.Recipe with { Epochs = 9, Batch = 200, Validation = 0, Schedule = ScheduleKind.Constant, Optimizer = OptimizerKind.Sgd, Momentum = 0, Rate = 1e-3, WeightDecay = 1e7 } };
        var e = Assert.Throws<DivergedException>(() => TrainingRun.Start(Set, wild, At("run")));
        int epoch = int.Parse(System.Text.RegularExpressions.Regex.Match(e.Message, @"since step (\d+), in epoch \1,").Groups[1].Value);
        Assert.Equal(epoch - 1, RunFolder.EpochsOf(At("run")).Count);
        foreach (string name in (string[])["checkpoint.safetensors", "last.safetensors", "best.safetensors"]) AssertNumbers(At($"run/{name}"));
    }

    [Fact]
    public void Start_WhoseFolderLosesItsRights_KeepsTheRunToGoOnWith()
    {
        var e = Assert.Throws<FerKitException>(() => TrainingRun.Start(Set, Plan, At("run"), new AfterStep(2, () => AtomicFile.Wrap.Value = _ => throw new UnauthorizedAccessException("no right"))));
        AtomicFile.Wrap.Value = null;
        Assert.EndsWith("cannot be written (no right); the beginning is kept, and --resume goes on from there.", e.Message);
        using var report = TrainingRun.Resume(Set, At("run"));
        Assert.Equal(3, report.Epochs.Count);
    }

    [Fact]
    public void Start_ThatCannotWriteItsPlan_LeavesNothing()
    {
        for (int write = 1; write <= 4; write++)
        {
            using (FailingStream.At(write)) Assert.Throws<FerKitException>(() => TrainingRun.Start(Set, Plan, At("run")));
            Assert.False(Directory.Exists(At("run")));
        }
    }

    [Fact]
    public void Resume_WithACheckpointThatCannotBeReadNow_KeepsItAndSaysSo()
    {
        Stop(Plan, At("run"), 9);
        using (new FileStream(At("run/checkpoint.safetensors"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("checkpoint.safetensors: cannot be read", Assert.ThrowsAny<FerKitException>(() => TrainingRun.Resume(Set, At("run"))).Message);
        using var report = TrainingRun.Resume(Set, At("run"));
        Assert.Empty(report.Notes);
    }

    [Theory]
    [InlineData(30, 1, "--batch=15, or --accumulation=2, which computes the same batch in smaller parts.")]
    [InlineData(8, 2, "--batch=4, or --accumulation=4, which computes the same batch in smaller parts.")]
    [InlineData(8, 4, "--batch=4.")]
    [InlineData(2, 1, "a smaller --size, or a smaller --model such as one that ends in :tiny.")]
    public void OutOfMemory_AdvisesWhatNeedsLess(int batch, int parts, string advice) =>
        Assert.EndsWith($"try {advice}", OutOfMemory.Error(Plan.Recipe with { Batch = batch, Accumulation = parts }, 32, new ExternalException("out of memory")).Message);

    private static void AssertNumbers(string path)
    {
        using var file = SafetensorsFile.Open(path);
        foreach (var entry in file.Entries.Where(entry => entry.DataType == SafetensorsDataType.F32))
            foreach (float value in MemoryMarshal.Cast<byte, float>(file.Bytes(entry.Name)))
                if (!float.IsFinite(value)) Assert.Fail($"{path}: {entry.Name} holds {value}");
    }
}
