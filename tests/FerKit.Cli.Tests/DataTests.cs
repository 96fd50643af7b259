using System.Text.Json;
using FerKit.Imaging;

namespace FerKit.Cli.Tests;

public sealed class DataTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-data-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Check_ASmallRafDb_ExitsWithOneAndGivesTheDifferences()
    {
        Write("EmoLabel/list_patition_label.txt", "train_00001.jpg 4\ntest_0001.jpg 9\ntest_0002.jpg 4\n");
        Picture("Image/aligned/train_00001_aligned.jpg", 1);
        Picture("Image/aligned/test_0002_aligned.jpg", 1);
        var outcome = Ferkit.Run("data", "check", "rafdb", folder, "--json");
        Assert.Equal(1, outcome.Code);
        var report = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal(2, report.GetProperty("count").GetInt32());
        Assert.Contains(report.GetProperty("counts").EnumerateArray(), line => line.GetProperty("split").GetString() == "Train"
            && line.GetProperty("class").GetString() == "happiness" && line.GetProperty("found").GetInt32() == 1 && line.GetProperty("published").GetInt32() == 4772);
        Assert.Contains("label 9", report.GetProperty("unreadable")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, report.GetProperty("duplicates")[0].GetProperty("names").GetArrayLength());
        Assert.False(report.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public void Check_AFolderWithNothingWrong_ExitsWithZero()
    {
        Picture("faces/happy/a.jpg", 1);
        Picture("faces/sad/b.jpg", 2);
        var outcome = Ferkit.Run("data", "check", $"folder:{At("faces")}");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("nothing published to compare with", outcome.Output, StringComparison.Ordinal);
        Assert.EndsWith("passed", outcome.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bench_OfListingAndOfPacking_GiveTheirNumbersAndLeaveNothing()
    {
        for (int i = 0; i < 6; i++) Picture($"faces/{(i % 2 == 0 ? "happy" : "sad")}/{i}.jpg", i);
        string[] before = Directory.GetDirectories(Path.GetTempPath(), "ferkit-bench-*");
        Assert.Equal(28, JsonDocument.Parse(Ferkit.Run("bench", "list", "--count", "28", "--json").Output).RootElement.GetProperty("files").GetInt32());
        var packed = JsonDocument.Parse(Ferkit.Run("bench", "decode", "--data", $"folder:{At("faces")}", "--size", "16", "--json").Output).RootElement;
        Assert.Equal(6, packed.GetProperty("pictures").GetInt32());
        Assert.True(packed.GetProperty("imagesPerSecond").GetDouble() > 0);
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "ferkit-bench-*").Except(before));
    }

    [Fact]
    public void Pack_KilledAndCalledAgain_GoesOnAndGivesTheSamePack()
    {
        for (int i = 0; i < 1500; i++) Picture($"faces/{(i % 2 == 0 ? "happy" : "sad")}/{i:D4}.jpg", i, 400);
        string[] pack = ["data", "pack", "--data", $"folder:{At("faces")}", "--size", "64", "--out"];
        using (var process = Ferkit.Start([.. pack, At("a.pack")]))
        {
            SpinWait.SpinUntil(() => process.HasExited || new FileInfo(At("a.pack.partial.log")) is { Exists: true, Length: > 300 }, TimeSpan.FromSeconds(20));
            process.Kill();
            process.WaitForExit();
        }
        Assert.False(File.Exists(At("a.pack")));
        Assert.True(new FileInfo(At("a.pack.partial.log")).Length > 300);
        Assert.Equal(0, Ferkit.Run([.. pack, At("a.pack")]).Code);
        Assert.Equal(0, Ferkit.Run([.. pack, At("b.pack")]).Code);
        Assert.Equal(File.ReadAllBytes(At("b.pack")), File.ReadAllBytes(At("a.pack")));
        Assert.Equal(["a.pack", "b.pack"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Train_OnOneFoldOfCkPlus_HoldsItsPersonsOut()
    {
        foreach (int person in Enumerable.Range(1, 6))
            foreach (string expression in (string[])["anger", "happy"])
                for (int frame = 1; frame <= 3; frame++) Picture($"CK/{expression}/S{person:D3}_00{(expression == "happy" ? 1 : 2)}_0000000{frame}.png", 100 * person + frame);
        var outcome = Ferkit.Run("train", "--data", $"ckplus:{At("CK")}", "--fold", "2/3", "--model", "resnet34:tiny", "--epochs=1", "--batch=8", "--size=32", "--out", At("run"), "--json");
        Assert.Equal(0, outcome.Code);
        var result = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("fold 2 of 3 by person", result.GetProperty("testPart").GetString());
        Assert.Equal(12, result.GetProperty("test").GetProperty("n").GetInt32());
        Assert.Equal(12, JsonDocument.Parse(Ferkit.Run("eval", "--run", At("run"), "--data", $"ckplus:{At("CK")}", "--json").Output).RootElement.GetProperty("n").GetInt32());
    }

    [Fact]
    public void Eval_OfATestPartThatTheRunTrainedOn_ScoresWhatTheRunHeldOut()
    {
        for (int i = 0; i < 20; i++) Picture($"test/test/{(i % 2 == 0 ? "happy" : "sad")}/{i:D2}.png", i);
        string data = $"folder:{At("test")}";
        Assert.Equal(0, Ferkit.Run("train", "--data", data, "--model", "resnet34:tiny", "--epochs=1", "--batch=4", "--size=32", "--out", At("run")).Code);
        Assert.Equal(4, JsonDocument.Parse(Ferkit.Run("eval", "--run", At("run"), "--data", data, "--json").Output).RootElement.GetProperty("n").GetInt32());
    }

    [Fact]
    public void Weights_ConvertedAgain_KeepTheirClassesAndRefuseOthers()
    {
        Picture("two/happy/a.png", 1);
        Picture("two/happy/b.png", 2);
        Picture("two/sad/a.png", 3);
        Picture("two/sad/b.png", 4);
        Assert.Equal(0, Ferkit.Run("train", "--data", $"folder:{At("two")}", "--holdout", "0", "--validation=0", "--model", "gclnet:tiny", "--epochs=1", "--batch=2", "--size=32", "--out", At("run")).Code);
        Assert.Equal(0, Ferkit.Run("weights", "convert", At("run/best.safetensors"), At("again.safetensors"), "--model", "gclnet:tiny").Code);
        var description = JsonDocument.Parse(Ferkit.Run("weights", "show", At("again.safetensors"), "--json").Output).RootElement.GetProperty("description");
        Assert.Equal(["happiness", "sadness"], description.GetProperty("classNames").EnumerateArray().Select(one => one.GetString()!));
        Assert.Equal(32, description.GetProperty("inputSize").GetInt32());
        var refused = Ferkit.Run("weights", "convert", At("run/best.safetensors"), At("other.safetensors"), "--model", "gclnet:tiny", "--classes", "sad,happy");
        Assert.Equal(2, refused.Code);
        Assert.Contains("was trained on 'happiness,sadness'", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At("other.safetensors")));
    }

    private string At(string name) => Path.Combine(folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    private void Picture(string name, int seed, int side = 24)
    {
        var image = new RgbImage(side, side);
        for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] = (byte)(i / 3 * (seed + 3) % 251);
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), name.EndsWith(".png", StringComparison.Ordinal) ? ImageCodec.Default.EncodePng(image) : ImageCodec.Default.EncodeJpeg(image));
    }
}
