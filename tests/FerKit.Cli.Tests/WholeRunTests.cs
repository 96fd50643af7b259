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
        Assert.Equal(["best.safetensors", "last.safetensors", "log.jsonl", "metrics.json", "recipe.json", "run.json"],
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
    public void Doctor_WithJson_NamesBackendLibrariesAndThreads()
    {
        var found = JsonDocument.Parse(Succeed("doctor", "--json")).RootElement.GetProperty("found");
        foreach (string name in (string[])["backend", "libtorch", "threads", "images", "devices"])
            Assert.False(string.IsNullOrEmpty(found.GetProperty(name).GetString()));
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
