using FerKit.Imaging;

namespace FerKit.Cli.Tests;

public sealed class FailureTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-cli-").FullName;

    [Fact]
    public void Pack_OfAMissingFolder_NamesIt() => AssertFails("no-such-folder", "data", "pack", "--data", $"folder:{At("no-such-folder")}", "--out", At("p"));

    [Fact]
    public void Pack_WithAnEmptyClass_NamesItAndLeavesNothing()
    {
        WritePictures("photos/happy", 2);
        Directory.CreateDirectory(At("photos/sad"));
        AssertFails("sad", "data", "pack", "--data", $"folder:{At("photos")}", "--out", At("p"));
        Assert.Equal(["photos"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Pack_WithBadPictures_NamesThemAndPacksTheRest()
    {
        WritePictures("photos/happy", 3);
        WritePictures("photos/sad", 3);
        byte[] good = ImageCodec.Default.EncodeJpeg(new RgbImage(40, 40));
        File.WriteAllBytes(At("photos/happy/cut.jpg"), good[..(good.Length / 2)]);
        File.WriteAllBytes(At("photos/happy/empty.jpg"), []);
        var outcome = Ferkit.Run("data", "pack", "--data", $"folder:{At("photos")}", "--size", "32", "--out", At("p"), "--json");
        Assert.Equal(0, outcome.Code);
        Assert.Contains("cut.jpg: premature end of data", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("empty.jpg", outcome.Errors, StringComparison.Ordinal);
        Assert.Equal(6, System.Text.Json.JsonDocument.Parse(outcome.Output).RootElement.GetProperty("count").GetInt32());
    }

    [Fact]
    public void Train_OnATruncatedPack_NamesTheFile()
    {
        WritePictures("photos/happy", 3);
        WritePictures("photos/sad", 3);
        Assert.Equal(0, Ferkit.Run("data", "pack", "--data", $"folder:{At("photos")}", "--out", At("p")).Code);
        byte[] whole = File.ReadAllBytes(At("p"));
        File.WriteAllBytes(At("p"), whole[..(whole.Length / 2)]);
        AssertFails("/p", "train", "--data", $"pack:{At("p")}", "--out", At("run"));
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void Predict_WithATruncatedWeightsFile_NamesIt()
    {
        WritePictures("photos", 1);
        File.WriteAllBytes(At("w.safetensors"), [9, 0, 0, 0, 0, 0, 0, 0, (byte)'{']);
        AssertFails("w.safetensors", "predict", "--weights", At("w.safetensors"), At("photos/0.png"));
    }

    [Fact]
    public void Eval_OfAFolderWithoutARun_SaysSo() => AssertFails("holds no run", "eval", "--run", folder, "--data", "faces:wild");

    [Fact]
    public void Pack_OnADiskThatIsFull_SaysSoInOneLineAndGoesOnLater()
    {
        if (!OperatingSystem.IsLinux()) return;
        WritePictures("photos/happy", 6);
        WritePictures("photos/sad", 6);
        string program = $"dotnet '{typeof(CommandLine).Assembly.Location}' data pack --data 'folder:{At("photos")}' --size 224 --out '{At("p")}'";
        // A limit on the size of files, 400 KiB, fails where a full disk does; the runtime's own memory files must not meet it.
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f 400; export DOTNET_EnableWriteXorExecute=0; exec {program}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string errors = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("/p: cannot be written", errors.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("--verbose", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(At("p")));
        Assert.Equal(0, Ferkit.Run("data", "pack", "--data", $"folder:{At("photos")}", "--size", "224", "--out", At("p")).Code);
        Assert.Contains("passed", Ferkit.Run("data", "check", $"pack:{At("p")}").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such.safetensors: no such file", "--weights", "no-such.safetensors")]
    [InlineData("recipe paper-imagenet starts from weights", "--recipe", "paper-imagenet")]
    public void Train_WithoutTheWeightsThatItNeeds_SaysSoBeforeItReadsTheData(string says, string option, string value)
    {
        var outcome = Ferkit.Run("train", "--data", $"folder:{At("no-such-data")}", "--model", "resnet34", option, value, "--out", At("run"));
        Assert.NotEqual(0, outcome.Code);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--fold=1/5000")]
    [InlineData("--split=official")]
    [InlineData("--split=person")]
    public void Train_OnDataThatCannotBeSplitSo_LeavesNoFolder(string split)
    {
        WritePictures("photos/happy", 3);
        WritePictures("photos/sad", 3);
        var outcome = Ferkit.Run("train", "--data", $"folder:{At("photos")}", "--model", "resnet34:tiny", split, "--out", At("run"));
        Assert.InRange(outcome.Code, 1, 2);
        Assert.StartsWith("ferkit: ", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At("run")));
    }

    [Fact]
    public void Train_OnDataWithoutPersons_WarnsThoughItFailsLater()
    {
        WritePictures("photos/happy", 6);
        WritePictures("photos/sad", 6);
        var outcome = Ferkit.Run("train", "--data", $"folder:{At("photos")}", "--model", "resnet34:tiny", "--split=stratified", "--epochs=2", "--size=32", "--schedule=constant", "--weight-decay=3e3", "--optimizer=sgd", "--rate=1e-1", "--out", At("run"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains("warning: no picture names its person", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_WithAPictureThatIsNotThere_Fails() => AssertFails("no-such.png: no such file", "predict", "--weights", At("w.safetensors"), At("no-such.png"));

    [Fact]
    public void Pack_OverAFileThatIsNoPack_LeavesIt()
    {
        WritePictures("photos/happy", 2);
        WritePictures("photos/sad", 2);
        byte[] before = File.ReadAllBytes(At("photos/sad/1.png"));
        AssertFails("is there already and is no pack", "data", "pack", "--data", $"folder:{At("photos")}", "--out", At("photos/sad/1.png"));
        Assert.Equal(before, File.ReadAllBytes(At("photos/sad/1.png")));
    }

    [Fact]
    public void Train_Interrupted_SaysSoAndLeavesNothingOfAnUnfinishedEpoch()
    {
        using var process = Ferkit.Start("train", "--data", "faces:lab", "--model", "resnet34", "--epochs=9", "--out", At("run"));
        Assert.True(SpinWait.SpinUntil(() => File.Exists(At("run/run.json")), TimeSpan.FromMinutes(1)));
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        Assert.True(process.WaitForExit(60_000));
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("ferkit: stopped", process.StandardError.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_Verbose_ShowsWhereAndKeepsTheExitCode()
    {
        var outcome = Ferkit.Run("train", "--data", "faces:lab", "--model", "vgg", "--out", At("run"), "--verbose");
        Assert.Equal(2, outcome.Code);
        Assert.Contains("   at FerKit.", outcome.Errors, StringComparison.Ordinal);
        Assert.StartsWith("ferkit: --model is 'vgg'", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("folder:{0}/photos")]
    [InlineData("folder:{0}/photos/")]
    [InlineData("folder:{0}/../{1}/photos")]
    public void Eval_OfARunsOwnFolder_ScoresWhatTheRunHeldOut(string spec)
    {
        foreach (string expression in (string[])["happy", "sad"])
            for (int person = 0; person < 8; person++)
                WritePicture($"photos/{expression}/p{person}_1.png", 20 * person + expression.Length);
        Assert.Equal(0, Ferkit.Run("train", "--data", $"folder:{At("photos")}", "--subject", "^(.+)_", "--model", "resnet34:tiny", "--size=32", "--epochs=1", "--out", At("run")).Code);
        int tested = System.Text.Json.JsonDocument.Parse(File.ReadAllText(At("run/metrics.json"))).RootElement.GetProperty("test").GetProperty("n").GetInt32();
        var outcome = Ferkit.Run("eval", "--run", At("run"), "--data", string.Format(System.Globalization.CultureInfo.InvariantCulture, spec, folder, Path.GetFileName(folder)), "--json");
        Assert.Equal(tested, System.Text.Json.JsonDocument.Parse(outcome.Output).RootElement.GetProperty("n").GetInt32());
        Assert.DoesNotContain("warning", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_OfARunWhoseDataGrewOrShrank_ScoresTheSamePicturesOrSaysWhy()
    {
        foreach (string expression in (string[])["happy", "sad"])
            for (int person = 0; person < 8; person++)
                WritePicture($"photos/{expression}/p{person}_1.png", 20 * person + expression.Length);
        string[] data = ["--data", $"folder:{At("photos")}"];
        Assert.Equal(0, Ferkit.Run(["train", .. data, "--subject", "^(.+)_", "--model", "resnet34:tiny", "--size=32", "--epochs=1", "--out", At("run")]).Code);
        string[] test = [.. System.Text.Json.JsonDocument.Parse(File.ReadAllText(At("run/split.json"))).RootElement.GetProperty("test").EnumerateArray().Select(name => name.GetString()!)];
        for (int person = 10; person < 20; person++) WritePicture($"photos/happy/p{person}_1.png", 7 * person);
        var grown = Ferkit.Run(["eval", "--run", At("run"), .. data, "--json"]);
        Assert.Equal(test.Length, System.Text.Json.JsonDocument.Parse(grown.Output).RootElement.GetProperty("n").GetInt32());
        File.Delete(At($"photos/{test[0]}"));
        AssertFails($"1 of the {test.Length} pictures that it held out are not in the data any more, such as {test[0]}", ["eval", "--run", At("run"), .. data]);
    }

    [Fact]
    public void Resume_OfARunThatIsRefused_KeepsIt()
    {
        WritePictures("photos/happy", 6);
        WritePictures("photos/sad", 6);
        Assert.Equal(0, Ferkit.Run("train", "--data", $"folder:{At("photos")}", "--model", "resnet34:tiny", "--size=32", "--epochs=1", "--out", At("run")).Code);
        byte[] before = File.ReadAllBytes(At("run/checkpoint.safetensors")), picture = File.ReadAllBytes(At("photos/sad/3.png"));
        File.Delete(At("photos/sad/3.png"));
        AssertFails("its data or recipe have changed since", "train", "--resume", At("run"), "--verbose=false");
        Assert.Equal(before, File.ReadAllBytes(At("run/checkpoint.safetensors")));
        File.WriteAllBytes(At("photos/sad/3.png"), picture);
        Assert.Equal(0, Ferkit.Run("train", "--resume", At("run"), "--verbose").Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertFails(string says, params string[] arguments)
    {
        var outcome = Ferkit.Run(arguments);
        Assert.Equal(1, outcome.Code);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("ferkit: ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
    }

    private void WritePictures(string where, int count)
    {
        Directory.CreateDirectory(At(where));
        for (int i = 0; i < count; i++) WritePicture($"{where}/{i}.png", 40 * i);
    }

    private void WritePicture(string name, int grey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        var image = new RgbImage(40, 40);
        Array.Fill(image.Pixels, (byte)grey);
        File.WriteAllBytes(At(name), ImageCodec.Default.EncodePng(image));
    }

    private string At(string name) => Path.Combine(folder, name);
}
