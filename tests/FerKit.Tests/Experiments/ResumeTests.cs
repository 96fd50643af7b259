using System.Text.Json;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Safetensors;
using FerKit.Training;

namespace FerKit.Tests.Experiments;

[Collection("libtorch")]
public sealed class ResumeTests : TrainingTestBase
{
    private static readonly RunPlan Plan = new("faces:lab", "resnet34:tiny", Recipe.Quick with { Epochs = 3, Batch = 8, Validation = 0.3 }, Seed: 4, LogTest: true);

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(11)]
    public void Resume_OfARunThatWasStopped_LeavesTheSameFilesAsOneThatWasNot(int step)
    {
        using (TrainingRun.Start(Set, Plan, At("straight")))
        {
        }
        Stop(Plan, At("stopped"), step);
        Assert.False(RunFolder.IsFinished(At("stopped")));
        using (var report = TrainingRun.Resume(Set, At("stopped")))
        {
            Assert.Equal(3, report.Epochs.Count);
            Assert.Empty(report.Notes);
        }
        foreach (string file in new[] { "last.safetensors", "best.safetensors", "metrics.json", "recipe.json", "run.json" })
            Assert.Equal(File.ReadAllBytes(At($"straight/{file}")), File.ReadAllBytes(At($"stopped/{file}")));
        Assert.Equal(Numbers(At("straight")), Numbers(At("stopped")));
        Assert.Equal(Folder.Files().Where(file => file.StartsWith("straight", StringComparison.Ordinal)).Select(Path.GetFileName), Folder.Files().Where(file => file.StartsWith("stopped", StringComparison.Ordinal)).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("gone")]
    public void Resume_WithoutTheLastCheckpoint_GoesOnFromTheOneBeforeIt(string damage)
    {
        Stop(Plan, At("run"), 9);
        string current = At("run/checkpoint.safetensors");
        if (damage == "gone") File.Delete(current);
        else File.WriteAllBytes(current, File.ReadAllBytes(current)[..1000]);
        using var report = TrainingRun.Resume(Set, At("run"));
        Assert.Equal(3, report.Epochs.Count);
        Assert.Equal(damage == "cut" ? 1 : 0, report.Notes.Count(note => note.Contains("went on from the checkpoint before it", StringComparison.Ordinal)));
        using var straight = TrainingRun.Start(Set, Plan, At("straight"));
        Assert.Equal(File.ReadAllBytes(At("straight/last.safetensors")), File.ReadAllBytes(At("run/last.safetensors")));
    }

    [Fact]
    public void Resume_WithBothCheckpointsDamaged_SaysSoInOneLine()
    {
        Stop(Plan, At("run"), 9);
        foreach (string name in new[] { "checkpoint.safetensors", "checkpoint.previous.safetensors" }) File.WriteAllBytes(At($"run/{name}"), [1, 2, 3]);
        var e = Assert.ThrowsAny<FerKitException>(() => TrainingRun.Resume(Set, At("run")));
        Assert.Contains("checkpoint.previous.safetensors", e.Message);
        Assert.DoesNotContain('\n', e.Message);
        AssertWhole(At("run"));
    }

    [Fact]
    public void Resume_WithOtherData_IsRefused()
    {
        Stop(Plan, At("run"), 9);
        using var other = FaceSet.Draw(FaceLook.Lab, 59, 20, 32, 2);
        byte[] changed = Set.Pixels(0, Set.Count).ToArray();
        changed[17] ^= 1;
        using var repainted = new ImageSet(changed, Set.Size, [.. Set.Labels], [.. Set.Splits], [.. Set.Subjects], [.. Set.Names], Set.ClassNames, Set.Source);
        foreach (ImageSet wrong in new[] { other, repainted })
            Assert.Contains("its data or recipe have changed", Assert.Throws<FerKitException>(() => TrainingRun.Resume(wrong, At("run"))).Message);
        AssertWhole(At("run"));
        using var report = TrainingRun.Resume(Set, At("run"));
        Assert.Equal(3, report.Epochs.Count);
    }

    [Fact]
    public void Resume_OfARunWhoseCheckpointsWereDeleted_IsRefusedAndKeepsItsWeights()
    {
        using (TrainingRun.Start(Set, Plan with { Recipe = Plan.Recipe with { Epochs = 1 } }, At("run")))
        {
        }
        RunFolder.DropCheckpoints(At("run"));
        byte[] best = File.ReadAllBytes(At("run/best.safetensors"));
        Assert.Contains("has no checkpoint to go on from", Assert.Throws<FerKitException>(() => TrainingRun.Resume(Set, At("run"))).Message);
        Assert.Equal(best, File.ReadAllBytes(At("run/best.safetensors")));
        Assert.Single(RunFolder.EpochsOf(At("run")));
    }

    [Fact]
    public void Resume_FromTheCheckpointBeforeADamagedOne_NeverPutsThatInItsPlace()
    {
        Stop(Plan, At("run"), 9);
        File.WriteAllBytes(At("run/checkpoint.safetensors"), [1, 2, 3]);
        byte[] good = File.ReadAllBytes(At("run/checkpoint.previous.safetensors"));
        // Were the next save killed between its two renamings, only the older name would be there: with the good one.
        byte[]? older = null;
        bool damaged = true;
        using var report = TrainingRun.Resume(Set, At("run"), progress: new AfterStep(1, () =>
            (older, damaged) = (File.ReadAllBytes(At("run/checkpoint.previous.safetensors")), File.Exists(At("run/checkpoint.safetensors")))));
        Assert.False(damaged);
        Assert.Equal(good, older);
    }

    [Fact]
    public void Resume_OfARunThatDiedBeforeItsFirstCheckpoint_BeginsAnew()
    {
        RunFolder.Create(At("run"), Plan with { Source = Set.Source }, TrainingRun.Split(Set, Plan), Set.Names).Dispose();
        using (var report = TrainingRun.Resume(Set, At("run"))) Assert.Equal(3, report.Epochs.Count);
        Assert.Equal(20, RunFolder.ReadTest(At("run"), Set).Indices.Length);
        using var straight = TrainingRun.Start(Set, Plan, At("straight"));
        Assert.Equal(File.ReadAllBytes(At("straight/last.safetensors")), File.ReadAllBytes(At("run/last.safetensors")));
    }

    [Fact]
    public void Start_AfterTheFirstStep_HasACheckpoint()
    {
        bool kept = false;
        using var report = TrainingRun.Start(Set, Plan, At("run"), new AfterStep(2, () => kept = File.Exists(At("run/checkpoint.safetensors"))));
        Assert.True(kept);
    }

    [Fact]
    public void ReadTest_OfChangedData_NamesWhatIsGone()
    {
        using (TrainingRun.Start(Set, Plan with { Recipe = Plan.Recipe with { Epochs = 1 } }, At("run")))
        {
        }
        int[] test = [.. Enumerable.Range(0, Set.Count).Where(i => Set.Splits[i] == DataSplit.Test)];
        Assert.Equal(test, RunFolder.ReadTest(At("run"), Set).Indices);
        using var fewer = FaceSet.Draw(FaceLook.Lab, 60, 10, 32, 2);
        Assert.Contains("of the 20 pictures that it held out are not in the data any more", Assert.Throws<FerKitException>(() => RunFolder.ReadTest(At("run"), fewer)).Message);
    }

    [Fact]
    public void Resume_OfAFinishedRun_TestsItAgain()
    {
        using (TrainingRun.Start(Set, Plan, At("run")))
        {
        }
        byte[] metrics = File.ReadAllBytes(At("run/metrics.json"));
        using var report = TrainingRun.Resume(Set, At("run"));
        Assert.Equal(3, report.Epochs.Count);
        Assert.Equal(metrics, File.ReadAllBytes(At("run/metrics.json")));
    }

    [Fact]
    public void Start_AndItsLog_HaveEveryNumberThatIsAskedFor()
    {
        using var report = TrainingRun.Start(Set, Plan, At("run"));
        JsonElement[] lines = [.. File.ReadLines(At("run/log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(1, lines[0].GetProperty("step").GetInt32());
        var step = lines.Last(line => line.GetProperty("kind").GetString() == "step");
        foreach (string name in new[] { "step", "epoch", "loss", "accuracy", "rate", "imagesPerSecond", "mfu", "memoryMiB" }) Assert.True(step.GetProperty(name).GetDouble() > 0, name);
        Assert.InRange(step.GetProperty("mfu").GetDouble(), 1e-4, 1.5);
        Assert.All(report.Epochs, epoch => Assert.NotNull(epoch.TestAccuracy));
        var environment = JsonDocument.Parse(File.ReadAllText(At("run/environment.json"))).RootElement;
        Assert.False(string.IsNullOrEmpty(environment.GetProperty("libtorch").GetString()));
        Assert.Contains("Training of resnet34:tiny on built-in lab faces", File.ReadAllText(At("run/curves.html")));
        var split = JsonDocument.Parse(File.ReadAllText(At("run/split.json"))).RootElement;
        Assert.Equal(report.Parts.Test.Select(i => Set.Names[i]), split.GetProperty("test").EnumerateArray().Select(name => name.GetString()));
    }

    [Theory]
    [InlineData("recipe.json")]
    [InlineData("run.json")]
    [InlineData("curves.html")]
    public void Start_InAFolderWhereAnotherWasKilledAsItWrote_ClearsUp(string file)
    {
        Directory.CreateDirectory(At("run"));
        string leftover = AtomicFile.TemporaryBeside(At($"run/{file}")), foreign = At("run/mine.tmp");
        File.WriteAllText(leftover, "half");
        File.WriteAllText(foreign, "of the user");
        using (TrainingRun.Start(Set, Plan with { Recipe = Plan.Recipe with { Epochs = 1 } }, At("run")))
        {
        }
        Assert.False(File.Exists(leftover));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public void Start_FromWeightsOfOtherClasses_TakesAllButTheHead()
    {
        using (TrainingRun.Start(Set, Plan with { Recipe = Plan.Recipe with { Epochs = 1 } }, At("first")))
        {
        }
        using var two = new ImageSet(Set.Pixels(0, Set.Count).ToArray(), Set.Size, [.. Set.Labels.Select(label => label % 2)], [.. Set.Splits], [.. Set.Subjects], [.. Set.Names], ["calm", "other"], "two");
        var plan = Plan with { Weights = At("first/best.safetensors"), Recipe = Plan.Recipe with { Epochs = 1, Rate = 1e-30, Optimizer = OptimizerKind.Sgd, WeightDecay = 0 } };
        using var report = TrainingRun.Start(two, plan, At("second"));
        Assert.Contains("is for 7 classes", Assert.Single(report.Notes));
        using var before = SafetensorsFile.Open(At("first/best.safetensors"));
        using var after = SafetensorsFile.Open(At("second/last.safetensors"));
        Assert.Equal(before.Bytes("layer3.0.conv1.weight").ToArray(), after.Bytes("layer3.0.conv1.weight").ToArray());
        Assert.Equal([2L], after.Find("fc.bias")!.Shape);
    }

    [Fact]
    public void Start_OfARecipeThatNeedsWeights_AsksForThem() =>
        Assert.Contains("give them with --weights", Assert.Throws<ArgumentException>(() => TrainingRun.Start(Set, Plan with { Recipe = Recipe.PaperImageNet })).Message);

    private static void AssertWhole(string run)
    {
        foreach (string name in new[] { "run.json", "recipe.json", "split.json", "log.jsonl", "checkpoint.safetensors", "checkpoint.previous.safetensors" })
            Assert.True(File.Exists(Path.Combine(run, name)), name);
    }

    // The log without what depends on the clock.
    private static string[] Numbers(string run) =>
    [
        .. File.ReadLines(Path.Combine(run, "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("kind").GetString() == "epoch")
            .Select(line => string.Join(' ', line.EnumerateObject().Where(one => one.Name is not ("seconds" or "imagesPerSecond")))),
    ];
}
