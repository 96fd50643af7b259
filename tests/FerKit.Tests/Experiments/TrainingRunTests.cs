using System.Text.Json;
using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Tests.Experiments;

[Collection("libtorch")]
public sealed class TrainingRunTests : TrainingTestBase
{
    private static readonly RunPlan Plan = new("faces:lab", "resnet34:tiny", Recipe.Quick with { Epochs = 5, Batch = 8, Validation = 0.3 }, Seed: 4);

    private string Run => At("run");

    [Fact]
    public void Parts_OfFramesWhoseFilmIsKnownAndPersonIsNot_KeepFilmsApart()
    {
        string?[] films = [.. Enumerable.Range(0, 40).Select(i => $"film{i / 4}")];
        using var set = new ImageSet(new byte[40 * 3 * 4 * 4], 4, [.. Enumerable.Range(0, 40).Select(i => (long)(i / 4 % 2))], new DataSplit[40], new string?[40],
            [.. Enumerable.Range(0, 40).Select(i => $"{i}")], ["a", "b"], "films") { Sequences = films };
        var parts = DataParts.Of(set, 0.2, 0.25, 1);
        Assert.Equal("held out by sequence", parts.Kind);
        Assert.NotEmpty(parts.Validation);
        Assert.Empty(parts.Train.Select(i => films[i]).Intersect(parts.Test.Concat(parts.Validation).Select(i => films[i])));
    }

    [Fact]
    public void Start_KeepsTheEpochThatWasBestOnValidationAndTestsThatOne()
    {
        using var report = TrainingRun.Start(Set, Plan, Run);
        double best = report.Epochs.Max(epoch => epoch.ValidationAccuracy!.Value);
        Assert.Equal(best, Score(report.Parts.Validation).Accuracy, 12);
        Assert.Equal(report.Test!.Counts, Score(report.Parts.Test).Confusion(Set.ClassNames).Counts);
        Assert.Equal(20, report.Test.Count);

        var lines = File.ReadAllLines(Path.Combine(Run, "log.jsonl")).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("kind").GetString() == "epoch");
        Assert.Equal(report.Epochs.Select(epoch => epoch.ValidationAccuracy), lines.Select(line => (double?)line.GetProperty("validationAccuracy").GetDouble()));
        Assert.True(RunFolder.IsFinished(Run));
        Assert.Equal(Plan with { Source = "faces:lab" }, RunFolder.ReadPlan(Run));

        Prediction Score(IReadOnlyList<int> part)
        {
            var (model, description) = WeightsFile.Load(RunFolder.BestOf(Run));
            using (model)
            {
                using var images = new DeviceImages(Set, part, description.Normalisation, CPU);
                return Evaluator.Run(model, images);
            }
        }
    }

    [Fact]
    public void Parts_OfASetWithPersons_KeepThemApart()
    {
        var parts = DataParts.Of(Set, 0.2, 0.3, 1);
        var persons = new[] { parts.Train, parts.Validation, parts.Test }.Select(part => part.Select(i => Set.Subjects[i]!).ToHashSet()).ToArray();
        Assert.Empty(persons[0].Intersect(persons[1]));
        Assert.Empty(persons[0].Union(persons[1]).Intersect(persons[2]));
        Assert.Equal(80, parts.Train.Count + parts.Validation.Count + parts.Test.Count);
        Assert.Null(parts.Warning);
    }

    [Fact]
    public void Parts_WithoutPersons_WarnThatTheScoreMayBeTooGood()
    {
        using var unknown = new ImageSet(new byte[12 * 3 * 32 * 32], 32, [.. Enumerable.Range(0, 12).Select(i => (long)(i % 2))],
            new DataSplit[12], new string?[12], [.. Enumerable.Range(0, 12).Select(i => $"{i}")], ["a", "b"], "photos");
        var parts = DataParts.Of(unknown, 0.25, 0, 1);
        Assert.Contains("--subject", parts.Warning!, StringComparison.Ordinal);
        Assert.Equal("held out by class", parts.Kind);
    }

    [Fact]
    public void Parts_WhereSomePersonsAreUnknown_CountWhatIsLeftOut()
    {
        string?[] subjects = [.. Enumerable.Range(0, 12).Select(i => i < 9 ? $"p{i / 2}" : null)];
        DataSplit[] splits = [.. Enumerable.Range(0, 12).Select(i => i % 4 == 0 ? DataSplit.Test : DataSplit.Train)];
        using var some = new ImageSet(new byte[12 * 3 * 32 * 32], 32, new long[12], splits, subjects, [.. Enumerable.Range(0, 12).Select(i => $"{i}")], ["a", "b"], "photos");
        var parts = DataParts.Of(some, 0.25, 0.3, 1);
        Assert.Equal("official, 3 pictures of unknown persons left out", parts.Kind);
        Assert.Equal(12 - 3, parts.Train.Count + parts.Validation.Count + parts.Test.Count);
    }

    [Fact]
    public void Start_ThatFailsInItsFirstEpoch_LeavesNothing()
    {
        var broken = Plan with { Recipe = Plan.Recipe with { Rate = 1e30, Optimizer = OptimizerKind.Sgd } };
        Assert.Throws<DivergedException>(() => TrainingRun.Start(Set, broken, Run));
        Assert.False(Directory.Exists(Run));
    }

    [Fact]
    public void RunFolder_InUse_IsLockedAndThenHoldsARun()
    {
        using (var report = TrainingRun.Start(Set, Plan with { Recipe = Plan.Recipe with { Epochs = 1 } }, Run,
            new Locked(() => Assert.Throws<FerKitException>(() => RunFolder.Open(Run)))))
        {
            Assert.Contains("holds a run already", Assert.Throws<FerKitException>(() => RunFolder.CheckUnused(Run)).Message, StringComparison.Ordinal);
        }
    }

    private sealed class Locked(Action check) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => check();
    }
}
