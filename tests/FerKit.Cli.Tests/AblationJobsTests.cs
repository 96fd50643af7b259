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
        Succeed(Ablation("one", 1, "--threads", "1"));
        Succeed(Ablation("two", 1, "--threads", "2", "--jobs", "2"));
        Assert.Equal(Answers("one"), Answers("two"));
        Assert.Equal(AblationStamp.Read(At("one")).Models, AblationStamp.Read(At("two")).Models);
        Assert.DoesNotContain(Directory.EnumerateFiles(At("two"), "*", SearchOption.AllDirectories), file => file.Contains("checkpoint", StringComparison.Ordinal));
    }

    [Fact]
    public void Ablation_KilledWithItsJobsAtWork_LeavesNoneBehindAndGoesOnToTheSameEnd()
    {
        string[] command = Ablation("killed", 12, "--threads", "2", "--jobs", "2");
        using (Process killed = Ferkit.Start(command))
        {
            _ = killed.StandardError.ReadToEndAsync();
            while (Find("killed", "checkpoint.safetensors").Length < 2 && !killed.HasExited) Thread.Sleep(20);
            Assert.False(killed.HasExited);
            killed.Kill();
            killed.WaitForExit();
        }
        var clock = Stopwatch.StartNew();
        while (Find("killed", ".lock").Length > 1 && clock.Elapsed < TimeSpan.FromMinutes(1)) Thread.Sleep(20);    // the ablation's own was left by the kill
        Assert.Empty(Find("killed", "metrics.json"));
        Succeed(command);
        Succeed(Ablation("straight", 12, "--threads", "1"));
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

    private static void Succeed(string[] command)
    {
        var outcome = Ferkit.Run(command);
        Assert.True(outcome.Code == 0, outcome.Errors);
    }

    private string At(string name) => Path.Combine(folder, name);
}
