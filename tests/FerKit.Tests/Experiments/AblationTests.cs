using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;

namespace FerKit.Tests.Experiments;

[Collection("libtorch")]
public sealed class AblationTests : IDisposable
{
    private static readonly Recipe Short = Recipe.Quick with { Epochs = 1, Batch = 16, Size = 32 };

    private static readonly RunPlan[] Plans =
    [
        .. from seed in new ulong[] { 1, 2 } from model in new[] { "resnet34:tiny", "gclnet:lfa:tiny" } select new RunPlan("faces:lab", model, Short, seed),
    ];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Run_AgainAndWithMorePlans_TrainsWhatIsMissing()
    {
        var (first, begun) = Run(Plans[..2]);
        Assert.Equal(2, begun);
        var (all, more) = Run(Plans);
        Assert.Equal(2, more);
        Assert.Equal(Plans.Select(plan => (plan.Model, plan.Seed)), all.Select(row => (row.Model, row.Seed)));
        Assert.Equal(first[1].Said, all[1].Said);
        Assert.Equal(0, Run(Plans).Begun);
        Assert.Equal(all.Select(row => row.ToCsv()), AblationFile.Read(Csv).Select(row => row.ToCsv()));
        Assert.DoesNotContain(folder.Files(), file => file.Contains("checkpoint", StringComparison.Ordinal));
        Assert.Equal(1, Run([Plans[0] with { Recipe = Short with { Rate = 0.001 } }]).Begun);    // another recipe is another run
    }

    [Fact]
    public void Run_Stopped_GoesOnToTheSameAnswers()
    {
        using var source = new CancellationTokenSource();
        var stop = new Counter(7, source.Cancel);
        Assert.Throws<OperationCanceledException>(() => Ablation.Run(Plans, folder.Path, _ => Faces(), null, stop, cancellation: source.Token));
        var rows = Run(Plans).Rows;
        Assert.False(File.Exists(Path.Combine(folder.Path, ".lock")));
        using var other = new TemporaryFolder();
        var straight = Ablation.Run(Plans, other.Path, _ => Faces());
        Assert.Equal(straight.Select(row => string.Join("", row.Said)), rows.Select(row => string.Join("", row.Said)));
    }

    [Fact]
    public void Run_WhoseTableWasLost_ScoresTheFinishedRunsAgain()
    {
        var before = Run(Plans[..2]).Rows;
        var trained = AblationStamp.Read(folder.Path).Environment;
        File.Delete(Csv);
        var (again, begun) = Run(Plans[..2]);
        Assert.Equal(0, begun);
        Assert.Equal(before.Select(row => (row.Model, string.Join("", row.Said))), again.Select(row => (row.Model, string.Join("", row.Said))));
        Assert.Equal(trained, AblationStamp.Read(folder.Path).Environment);
        // Without its weights a run is trained anew.
        File.WriteAllLines(Csv, File.ReadAllLines(Csv)[..^1]);
        File.Delete(RunFolder.BestOf(folder.File($"runs/{before[1].Id}")));
        (again, begun) = Run(Plans[..2]);
        Assert.Equal(1, begun);
        Assert.Equal(before[1].Said, again[1].Said);
    }

    [Fact]
    public void Stamp_OfARunThatTrainedNothing_StaysAsItWas()
    {
        Run(Plans[..2]);
        string stamp = File.ReadAllText(folder.File("made.json"));
        Run([.. Plans[..2].Select(plan => plan with { Threads = 7 })]);
        Assert.Equal(stamp, File.ReadAllText(folder.File("made.json")));
    }

    [Fact]
    public void Run_OnPicturesThatNameNobody_WarnsOnce()
    {
        using var faces = Faces();
        ImageSet Strangers() => new(Enumerable.Range(0, faces.Count).SelectMany(i => faces.Pixels(i).ToArray()).ToArray(), faces.Size, faces.Labels, [.. faces.Labels.Select(_ => DataSplit.None)],
            [.. faces.Labels.Select(_ => (string?)null)], faces.Names, faces.ClassNames, "strangers");
        var warnings = new List<string>();
        Ablation.Run([.. Plans[..2].Select(plan => plan with { Data = "folder:strangers" })], folder.Path, _ => Strangers(), warn: warnings.Add);
        Assert.StartsWith("folder:strangers: no picture names its person", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnSeveralDataSets_FindsTheSecondWantingBeforeItTrains()
    {
        int begun = 0;
        ImageSet Load(RunPlan plan) => plan.Data == "faces:lab" ? Faces() : throw new FerKitException("no such folder");
        Assert.Throws<FerKitException>(() => Ablation.Run([Plans[0], Plans[0] with { Data = "folder:gone" }], folder.Path, Load, (_, _, _) => begun++));
        Assert.Equal(0, begun);
    }

    [Fact]
    public void Run_WhereAnotherIsAtWork_IsRefused()
    {
        using var locked = new FolderLock(folder.Path, create: true, "an ablation", "at work", "");
        Assert.Contains("another process is at work there", Assert.Throws<FerKitException>(() => Run(Plans)).Message);
    }

    [Fact]
    public void Stamp_TellsHowTheResultsWereMade_UntilTheyAreChanged()
    {
        Run(Plans);
        var stamp = AblationStamp.Read(folder.Path);
        Assert.Equal(Short, stamp.Recipe);
        Assert.Equal(["resnet34:tiny", "gclnet:lfa:tiny"], stamp.Models);
        Assert.Equal([1UL, 2UL], stamp.Seeds);
        Assert.Null(stamp.Folds);
        File.WriteAllText(Csv, File.ReadAllText(Csv).Replace(",quick,", ",Quick,", StringComparison.Ordinal));
        Assert.Contains("made.json: is of other results", Assert.Throws<FerKitException>(() => AblationStamp.Read(folder.Path)).Message);
    }

    [Fact]
    public void Row_WithCommasAndQuotes_ReadsBackAsItWas()
    {
        var row = Row("gclnet:mgc", 3, [0, 1, 1], [0, 1, 0], [4, 4, 7]) with { Data = "folder:/a \"b\", c", Fold = "2/5" };
        AblationFile.Write(Csv, [row, row with { Persons = [] }]);
        var read = AblationFile.Read(Csv);
        Assert.Equal(row.ToCsv(), read[0].ToCsv());
        Assert.Equal("folder:/a \"b\", c", read[0].Data);
        Assert.Equal([4, 4, 7], read[0].Persons);
        Assert.Empty(read[1].Persons);
    }

    [Theory]
    [InlineData("one,two", "first line must be")]
    [InlineData(null, "line 3 is no run")]
    public void Read_OfADamagedFile_NamesTheLine(string? header, string expected)
    {
        AblationFile.Write(Csv, [Row("a", 1, [0], [0], []), Row("b", 1, [1], [0], [])]);
        string[] lines = File.ReadAllLines(Csv);
        File.WriteAllLines(Csv, header is null ? [lines[0], lines[1], lines[2][..^4]] : [header, .. lines[1..]]);
        var e = Assert.Throws<FerKitException>(() => AblationFile.Read(Csv));
        Assert.StartsWith(Csv, e.Message);
        Assert.Contains(expected, e.Message);
    }

    [Fact]
    public void Summary_OfSeveralSeeds_GivesMeanSpreadAndGain()
    {
        // Ten persons of four pictures; the second model is right where the first is, and on one person more.
        long[] truth = new long[40];
        long[] Said(int persons) => [.. Enumerable.Range(0, 40).Select(i => i / 4 < persons ? 0L : 1)];
        int[] who = [.. Enumerable.Range(0, 40).Select(i => i / 4)];
        var table = AblationSummary.Of([Row("a", 1, truth, Said(5), who), Row("b", 1, truth, Said(6), who), Row("a", 2, truth, Said(7), who), Row("b", 2, truth, Said(8), who)]);
        Assert.Equal(["a", "b"], table.Select(row => row.Model));
        Assert.Equal([0.6, 0.7], table.Select(row => Math.Round(row.Accuracy.Value, 12)));
        Assert.All(table, row => Assert.Equal(0.1 * Math.Sqrt(2), row.Spread, 9));
        Assert.Null(table[0].Gain);
        Assert.Equal(0.1, table[1].Gain!.Value, 9);
        Assert.InRange(table[1].Gain!.From, 0, 0.05);
        Assert.InRange(table[0].Accuracy.To - table[0].Accuracy.From, 0.4, 0.7);    // ten persons tell little, forty pictures of strangers told more
        Assert.Contains("other pictures", Assert.Throws<ArgumentException>(() => AblationSummary.Of([Row("a", 1, truth, Said(5), who), Row("b", 1, [.. truth.Skip(1)], [.. Said(6).Skip(1)], [])])).Message);
    }

    [Fact]
    public void Run_OnAPackOfDrawnFaces_SaysThatTheyAreDrawn()
    {
        PackWriter.Write(Faces(), folder.File("photos.pack"));
        var plan = Plans[0] with { Data = $"pack:{folder.File("photos.pack")}" };
        var row = Ablation.Run([plan], folder.File("out"), _ => PackFile.Open(folder.File("photos.pack"))).Single();
        Assert.Equal("built-in lab faces", DataTitle.Of(row.Data));
    }

    [Fact]
    public void Tables_AreOfModelsThatThereAre()
    {
        string[] rows = [.. new[] { 5, 6, 7 }.SelectMany(Ablation.Table).Select(row => row.Model)];
        Assert.Equal(12, rows.Length);
        Assert.Equal(8, rows.Distinct().Count());
        Assert.Equal([.. rows.Distinct().Order(), "gclnet:unsplit-plain"], Ablation.Models.Order());
        Assert.All(Ablation.Models, name => Assert.Contains(name, ModelZoo.Names));
    }

    public void Dispose() => folder.Dispose();

    private string Csv => folder.File("results.csv");

    private (IReadOnlyList<AblationRow> Rows, int Begun) Run(RunPlan[] plans)
    {
        int begun = 0;
        return (Ablation.Run(plans, folder.Path, _ => Faces(), (_, _, _) => begun++), begun);
    }

    private static ImageSet Faces() => FaceSet.Draw(FaceLook.Lab, 60, 20, 32, 2);

    private static AblationRow Row(string model, ulong seed, long[] truth, long[] said, int[] persons) =>
        new("0123", "faces:lab", model, seed, "", "quick", 1, 32, 1.5, ["a", "b"], truth, said, persons);

    private sealed class Counter(int step, Action act) : IProgress<TrainingProgress>
    {
        private int steps;

        public void Report(TrainingProgress value)
        {
            if (++steps == step) act();
        }
    }
}
