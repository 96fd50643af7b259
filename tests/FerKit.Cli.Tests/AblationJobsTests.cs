using System.Diagnostics;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;

namespace FerKit.Cli.Tests;

public sealed class AblationJobsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-jobs-").FullName;

    public AblationJobsTests()
    {
        using var faces = FaceSet.Draw(FaceLook.Lab, 28, 14, 32, 1);
        PackWriter.Write(faces, At("faces.pack"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Ablation_WithSeveralJobs_GivesTheAnswersOfOne()
    {
        Assert.Contains("epoch 1/1", Succeed(Ablation("one", 1, "--threads", "1")), StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1/1", Succeed(Ablation("two", 1, "--threads", "2", "--jobs", "2")), StringComparison.Ordinal);    // told elsewhere, for it is trained elsewhere
        Assert.Equal(Answers("one"), Answers("two"));
        AblationStamp one = AblationStamp.Read(At("one")), two = AblationStamp.Read(At("two"));
        Assert.Equal(one.Models, two.Models);
        Assert.Equal((1, 1), (one.Environment.Threads, two.Environment.Threads));
        Assert.Empty(Find("two", "checkpoint*"));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Ablation_KilledWithItsJobsAtWork_LeavesNoneBehindAndGoesOnToTheSameEnd()
    {
        const int Epochs = 40;    // so many that none is done before the kill
        string[] command = Ablation("killed", Epochs, "--threads", "2", "--jobs", "2");
        using (Process killed = Ferkit.Start(command))
        {
            _ = killed.StandardError.ReadToEndAsync();
            Wait(() => Find("killed", "last.safetensors").Length == 2);
            killed.Kill();
            killed.WaitForExit();
        }
        Wait(() => Find("killed", ".lock").All(path => Path.GetDirectoryName(path) == At("killed")));    // the ablation's own is left by the kill
        Assert.Empty(Find("killed", "metrics.json"));
        Succeed(command);
        Succeed(Ablation("straight", Epochs, "--threads", "1"));
        Assert.Equal(Answers("straight"), Answers("killed"));
    }

    [Fact]
    public void Ablation_JobThatFails_IsToldInOneLine()
    {
        var outcome = Ferkit.Run([.. Ablation("broken", 1, "--threads", "2", "--jobs", "2"), "--rate=1e30"]);
        Assert.Equal(1, outcome.Code);
        Assert.Matches("^ferkit: (resnet34|gclnet:lfa):tiny, seed 1: the loss is no longer a number", outcome.Error);
    }

    private string[] Ablation(string name, int epochs, params string[] more) =>
        ["ablation", "--data", $"pack:{At("faces.pack")}", "--models", "resnet34,gclnet:lfa", "--tiny", "--seeds", "1", $"--epochs={epochs}", "--batch=8", "--size=32", "--out", At(name), .. more];

    private IEnumerable<string> Answers(string name) =>
        AblationFile.Read(At($"{name}/results.csv")).Select(row => $"{row.Id} {row.Model} {string.Join("", row.Truth)} {string.Join("", row.Said)}");

    private string[] Find(string name, string file) => Directory.Exists(At(name)) ? Directory.GetFiles(At(name), file, SearchOption.AllDirectories) : [];

    private static string Succeed(string[] command)
    {
        var outcome = Ferkit.Run(command);
        Assert.True(outcome.Code == 0, outcome.Errors);
        return outcome.Errors;
    }

    private static void Wait(Func<bool> until)
    {
        for (var clock = Stopwatch.StartNew(); !until(); Thread.Sleep(20)) Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2));
    }

    private string At(string name) => Path.Combine(folder, name);
}
