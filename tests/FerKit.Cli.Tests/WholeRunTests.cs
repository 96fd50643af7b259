using System.Text.Json;

namespace FerKit.Cli.Tests;

/// <summary>Draw, pack, train twice, evaluate and predict, each by its own process.</summary>
public sealed class WholeRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-run-").FullName;

    [Fact]
    public void Verbs_FromFacesToPredictions_WorkTogetherAndRepeat()
    {
        Succeed("faces", "draw", "--look", "wild", "--layout", "folder", "--train", "42", "--test", "14", "--seed", "3", "--size", "48", "--out", At("faces"));
        Succeed("data", "pack", "--data", $"folder:{At("faces")}", "--subject", "_(s[0-9]+)$", "--size", "32", "--out", At("faces.pack"));
        foreach (string run in (string[])["a", "b"])
            Succeed("train", "--data", $"pack:{At("faces.pack")}", "--model", "gclnet:tiny", "--epochs=1", "--batch=13", "--seed", "5", "--threads", "1", "--out", At(run));
        Assert.Equal(File.ReadAllBytes(At("a/last.safetensors")), File.ReadAllBytes(At("b/last.safetensors")));
        Assert.Equal(["best.safetensors", "checkpoint.previous.safetensors", "checkpoint.safetensors", "curves.html", "environment.json", "last.safetensors", "log.jsonl", "metrics.json", "plotly.min.js", "recipe.json", "run.json", "split.json"],
            Directory.EnumerateFiles(At("a")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        var scored = JsonDocument.Parse(Succeed("eval", "--run", At("a"), "--data", $"pack:{At("faces.pack")}", "--json")).RootElement;
        Assert.Equal(14, scored.GetProperty("n").GetInt32());
        double accuracy = scored.GetProperty("accuracy").GetDouble();
        var metrics = JsonDocument.Parse(File.ReadAllText(At("a/metrics.json"))).RootElement.GetProperty("test");
        Assert.Equal(metrics.GetProperty("accuracy").GetDouble(), accuracy);
        Assert.Equal(7, scored.GetProperty("perClass").GetArrayLength());
        Assert.Equal(14, scored.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray()).Sum(cell => cell.GetInt32()));

        string picture = Directory.EnumerateFiles(At("faces/test"), "*.png", SearchOption.AllDirectories).First();
        var said = JsonDocument.Parse(Succeed("predict", "--weights", At("a/best.safetensors"), picture, "--json")).RootElement[0];
        Assert.Equal(1, said.GetProperty("probabilities").EnumerateObject().Sum(one => one.Value.GetDouble()), 4);
        Assert.Equal(said.GetProperty("probabilities").EnumerateObject().MaxBy(one => one.Value.GetDouble()).Name, said.GetProperty("expression").GetString());

        var again = Ferkit.Run("train", "--data", $"pack:{At("faces.pack")}", "--epochs=1", "--out", At("a"));
        Assert.Equal(1, again.Code);
        Assert.Contains("holds a run already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_FromATrunkToADeployedNetwork_AreNamedFoldedAndLoaded()
    {
        Succeed("weights", "convert", WriteTrunk(), At("net.safetensors"), "--model", "gclnet:tiny", "--classes", "sad,glad", "--size", "64");
        Succeed("weights", "fold", At("net.safetensors"), At("deployed.safetensors"), "--norms");
        var shown = JsonDocument.Parse(Succeed("weights", "show", At("deployed.safetensors"), "--json")).RootElement;
        Assert.Equal("Folded", shown.GetProperty("description").GetProperty("options").GetProperty("form").GetString());
        Assert.Contains(shown.GetProperty("tensors").EnumerateArray(), one => one.GetProperty("name").GetString() == "lfa.quadrants.2.1.conv.bias");
        var again = Ferkit.Run("weights", "fold", At("deployed.safetensors"), At("twice.safetensors"));
        Assert.Equal(1, again.Code);
        Assert.Contains("is Folded already", again.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("twice.safetensors")));
    }

    [Fact]
    public void Complexity_WithJson_HoldsThePapersCounts()
    {
        var rows = JsonDocument.Parse(Succeed("complexity", "--json")).RootElement.EnumerateArray().ToArray();
        Assert.Equal(3_678_231_040, Flops("resnet34", null, "training"));
        Assert.Equal(3_911_047_680, Flops("gclnet", "lfa", "deployed"));
        Assert.Equal(3_903_144_960, Flops("gclnet", "mgc", "deployed"));
        Assert.Equal(3_905_071_488, Flops("gclnet", "mgc-paper-cost", "deployed"));
        Assert.Equal(4_135_961_600, Flops("gclnet", "recommended", "deployed"));
        Assert.Equal(4_137_888_128, Flops("gclnet", "paper-cost", "deployed"));

        long Flops(string model, string? preset, string form) => rows.Single(row => row.GetProperty("model").GetString() == model
            && row.GetProperty("preset").GetString() == preset && row.GetProperty("form").GetString() == form).GetProperty("flops").GetInt64();
    }

    [Fact]
    public void Bench_AgainstAnotherModel_GivesPairsAndTheirRatio()
    {
        var found = JsonDocument.Parse(Succeed("bench", "infer", "--model", "gclnet:tiny", "--against", "resnet34:tiny", "--size", "32", "--batch", "2", "--steps", "1", "--json")).RootElement;
        Assert.Equal("resnet34:tiny", found.GetProperty("other").GetString());
        double[] ratios = [.. found.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty("ours").GetDouble() / pair.GetProperty("other").GetDouble()).Order()];
        Assert.Equal(7, ratios.Length);
        Assert.Equal(ratios[3], found.GetProperty("ratio").GetDouble(), 9);
    }

    [Fact]
    public void BenchInput_WithARecipe_GivesItsAugmentationBesideTheStep()
    {
        var found = JsonDocument.Parse(Succeed("bench", "input", "--model", "gclnet:tiny", "--size", "32", "--batch", "4", "--steps", "1", "--recipe", "quick", "--occlusion=0.5", "--json")).RootElement;
        Assert.Equal(0.5, found.GetProperty("augmentation").GetProperty("occlusion").GetDouble());
        Assert.Equal(0, found.GetProperty("augmentation").GetProperty("rotation").GetDouble());
        var rounds = found.GetProperty("rounds").EnumerateArray().ToList();
        Assert.Equal(7, rounds.Count);
        double[] shares = [.. rounds.Select(round => round.GetProperty("augmentationMs").GetDouble() / round.GetProperty("stepMs").GetDouble()).Order()];
        Assert.Equal(shares[3], found.GetProperty("share").GetDouble(), 9);
        Assert.Equal(4000 / found.GetProperty("inputMs").GetDouble(), found.GetProperty("imagesPerSecond").GetDouble(), 6);
        Assert.True(shares[0] > 0);
    }

    [Fact]
    public void BenchEpoch_GivesTheTrainingsSpeedBesideThatOfOneBatch()
    {
        var found = JsonDocument.Parse(Succeed("bench", "epoch", "--model", "resnet34:tiny", "--size", "32", "--batch", "8", "--count", "20", "--json")).RootElement;
        Assert.Equal(3, found.GetProperty("settings").GetProperty("steps").GetInt32());
        double[] ratios = [.. found.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty("ours").GetDouble() / pair.GetProperty("other").GetDouble()).Order()];
        Assert.Equal(7, ratios.Length);
        Assert.Equal(ratios[3], found.GetProperty("ratio").GetDouble(), 9);
        Assert.InRange(found.GetProperty("mfu").GetDouble(), 1e-6, 1);
    }

    [Fact]
    public void BenchEval_GivesTheSpeedOfScoringBesideThatOfForwardAlone()
    {
        var found = JsonDocument.Parse(Succeed("bench", "eval", "--model", "resnet34:tiny", "--size", "32", "--batch", "8", "--steps", "2", "--json")).RootElement;
        double[] ratios = [.. found.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty("ours").GetDouble() / pair.GetProperty("other").GetDouble()).Order()];
        Assert.Equal(7, ratios.Length);
        Assert.Equal(ratios[3], found.GetProperty("ratio").GetDouble(), 9);
    }

    [Fact]
    public void Doctor_WithJson_NamesBackendLibrariesAndThreads()
    {
        var found = JsonDocument.Parse(Succeed("doctor", "--json")).RootElement.GetProperty("found");
        foreach (string name in (string[])["backend", "libtorch", "threads", "images", "devices"])
            Assert.False(string.IsNullOrEmpty(found.GetProperty(name).GetString()));
    }

    // A trunk from elsewhere: the file says nothing of its model.
    private string WriteTrunk()
    {
        using var trunk = Models.ModelZoo.Create("resnet34:tiny", 1000);
        Safetensors.SafetensorsWriter.Write(At("trunk.safetensors"), trunk.state_dict().Where(one => one.Value.dtype == TorchSharp.torch.ScalarType.Float32).Select(one =>
            new Safetensors.SafetensorsTensor(one.Key, Safetensors.SafetensorsDataType.F32, one.Value.shape, one.Value.bytes.ToArray())));
        return At("trunk.safetensors");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Succeed(params string[] arguments)
    {
        var outcome = Ferkit.Run(arguments);
        Assert.True(outcome.Code == 0, outcome.Errors);
        return outcome.Output;
    }

    private string At(string name) => Path.Combine(folder, name);
}
