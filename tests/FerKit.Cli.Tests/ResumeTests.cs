using System.Diagnostics;
using System.Text.Json;
using FerKit.Data;
using FerKit.Faces;
using FerKit.Safetensors;

namespace FerKit.Cli.Tests;

/// <summary>Training processes that are stopped, killed, or meet each other.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Kills = 50;

    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-resume-").FullName;

    public ResumeTests()
    {
        using var faces = FaceSet.Draw(FaceLook.Lab, 32, 8, 32, 1);
        PackWriter.Write(faces, At("faces.pack"));
    }

    [Fact]
    public void Train_Terminated_SavesAndGoesOnToTheSameEnd()
    {
        string[] plan = Plan(epochs: 150);
        using (var process = Ferkit.Start([.. plan, "--out", At("stopped")]))
        {
            AwaitEpoch(At("stopped"), process);
            Signal(process, "-TERM");
            Assert.True(process.WaitForExit(60_000));
            Assert.Equal(1, process.ExitCode);
            Assert.EndsWith($"ferkit: stopped; 'ferkit train --resume {At("stopped")}' goes on.", process.StandardError.ReadToEnd().TrimEnd());
        }
        Assert.False(File.Exists(At("stopped/metrics.json")));
        var resumed = Ferkit.Run("train", "--resume", At("stopped"));
        Assert.Equal(0, resumed.Code);
        Assert.Matches(@"note: it goes on after step \d+, \d+ epochs being done\.", resumed.Errors);
        Assert.Equal(0, Ferkit.Run([.. plan, "--out", At("straight")]).Code);
        foreach (string name in new[] { "last.safetensors", "best.safetensors", "metrics.json" })
            Assert.Equal(File.ReadAllBytes(At($"straight/{name}")), File.ReadAllBytes(At($"stopped/{name}")));
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    [InlineData("-HUP")]
    public void Train_ToldTwiceToStop_SavesAndSaysSo(string signal)
    {
        using var process = Ferkit.Start([.. Plan(epochs: 5000), "--out", At("run")]);
        AwaitEpoch(At("run"), process);
        Signal(process, signal);
        Signal(process, signal);
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(1, process.ExitCode);
        string errors = process.StandardError.ReadToEnd();
        Assert.EndsWith($"ferkit: stopped; 'ferkit train --resume {At("run")}' goes on.", errors.TrimEnd());
        Assert.DoesNotContain("Unhandled", errors);
        Assert.True(HasCheckpoint(At("run")));
    }

    [Fact]
    public void Train_WhileAnotherIsAtTheRun_IsRefused()
    {
        using var process = Ferkit.Start([.. Plan(epochs: 5000), "--out", At("run")]);
        AwaitEpoch(At("run"), process);
        var second = Ferkit.Run("train", "--resume", At("run"));
        Assert.Equal((1, $"ferkit: {At("run")}: another process is training there; wait for it or stop it."), (second.Code, second.Error));
        Assert.Contains("holds a run already", Ferkit.Run([.. Plan(epochs: 1), "--out", At("run")]).Error);
        Assert.False(process.HasExited);
        process.Kill();
        process.WaitForExit();
    }

    [Theory]
    [InlineData("leave --seed away", "--seed", "3")]
    [InlineData("leave '--epochs=9' away", "--epochs=9")]
    [InlineData("leave --data away", "--data", "faces:lab")]
    public void Resume_WithOtherSettings_IsWrongUsage(string says, params string[] more)
    {
        var outcome = Ferkit.Run(["train", "--resume", At("run"), .. more]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains(says, outcome.Error);
    }

    [Fact]
    public void Resume_OfAFinishedRunWithOtherThreads_SaysBoth()
    {
        Assert.Equal(0, Ferkit.Run([.. Plan(epochs: 1), "--out", At("run")]).Code);
        var outcome = Ferkit.Run("train", "--resume", At("run"), "--threads", "2");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("note: the run is finished already", outcome.Errors);
        Assert.Contains("warning: the run was begun on cpu with 1 threads", outcome.Errors);
    }

    [Fact]
    public void Resume_OfAFolderWithoutARun_SaysSo() => Assert.Contains("holds no run", Ferkit.Run("train", "--resume", folder).Error);

    [Fact]
    [Trait("Category", "Slow")]
    public void Train_KilledAtRandomMoments_AlwaysHasACheckpointAndEndsAsIfItHadNotBeen()
    {
        var random = new SeededRandom(3);
        string run = At("killed");
        double start = SecondsToACheckpoint(At("timed"));    // how soon differs from machine to machine
        int lives = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            bool begun = File.Exists(Path.Combine(run, "run.json"));
            using var process = Ferkit.Start(begun ? ["train", "--resume", run] : [.. Plan(epochs: 10_000), "--out", run]);
            if (process.WaitForExit((int)(1000 * start * (0.5 + (1.25 * random.NextDouble()))))) Assert.Fail(process.StandardError.ReadToEnd());
            process.Kill();
            process.WaitForExit();
            if (File.Exists(Path.Combine(run, "run.json")) && HasCheckpoint(run)) lives++;
        }
        Assert.True(lives > Kills / 2, $"{lives}");
        using (var process = Ferkit.Start("train", "--resume", run))
        {
            AwaitEpoch(run, process, Epochs(run) + 3);
            Signal(process, "-TERM");
            Assert.True(process.WaitForExit(60_000));
        }
        int epochs = Epochs(run);
        Assert.Equal(Enumerable.Range(1, epochs), EpochLines(run).Select(line => line.GetProperty("epoch").GetInt32()));
        Assert.DoesNotContain(Directory.EnumerateFiles(run), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        // The rate is constant, so where a training is to end does not change its way there.
        Assert.Equal(0, Ferkit.Run([.. Plan(epochs), "--out", At("straight")]).Code);
        Assert.Equal(File.ReadAllBytes(At("straight/last.safetensors")), File.ReadAllBytes(Path.Combine(run, "last.safetensors")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string[] Plan(int epochs) =>
    [
        "train", "--data", $"pack:{At("faces.pack")}", "--model", "resnet34:tiny", "--schedule=constant", "--rate=1e-4", "--validation=0", "--batch=16", $"--epochs={epochs}", "--threads", "1",
    ];

    private string At(string name) => Path.Combine(folder, name);

    private double SecondsToACheckpoint(string run)
    {
        using var process = Ferkit.Start([.. Plan(epochs: 10_000), "--out", run]);
        var clock = Stopwatch.StartNew();
        while (!File.Exists(Path.Combine(run, "checkpoint.safetensors")))
            if (process.WaitForExit(10)) Assert.Fail(process.StandardError.ReadToEnd());
        double seconds = clock.Elapsed.TotalSeconds;
        process.Kill();
        process.WaitForExit();
        return seconds;
    }

    // True unless the process died before it wrote its first one.
    private static bool HasCheckpoint(string run)
    {
        string[] names = [.. new[] { "checkpoint.safetensors", "checkpoint.previous.safetensors" }.Select(name => Path.Combine(run, name)).Where(File.Exists)];
        if (names.Length == 0)
        {
            Assert.False(File.Exists(Path.Combine(run, "last.safetensors")));
            return false;
        }
        using var file = SafetensorsFile.Open(names[0]);
        Assert.True(file.Metadata.ContainsKey("ferkit-checkpoint"));
        return true;
    }

    private static JsonElement[] EpochLines(string run)
    {
        string log = Path.Combine(run, "log.jsonl");
        if (!File.Exists(log)) return [];
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        string text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.GetProperty("kind").GetString() == "epoch")];
    }

    private static int Epochs(string run) => EpochLines(run).Length;

    private static void AwaitEpoch(string run, Process process, int epoch = 1) =>
        Assert.True(SpinWait.SpinUntil(() => process.HasExited || Epochs(run) >= epoch, TimeSpan.FromMinutes(1)) && !process.HasExited);

    private static void Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{process.Id}"]);
        kill.WaitForExit();
    }
}
