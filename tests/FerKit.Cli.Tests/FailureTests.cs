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
        for (int i = 0; i < count; i++)
        {
            var image = new RgbImage(40, 40);
            Array.Fill(image.Pixels, (byte)(40 * i));
            File.WriteAllBytes(At($"{where}/{i}.png"), ImageCodec.Default.EncodePng(image));
        }
    }

    private string At(string name) => Path.Combine(folder, name);
}
