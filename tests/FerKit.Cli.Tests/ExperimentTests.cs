using System.Text.Json;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Figures;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Cli.Tests;

/// <summary>Two small networks, trained once by the program itself.</summary>
public sealed class SmallAblation : IDisposable
{
    public SmallAblation()
    {
        using var faces = FaceSet.Draw(FaceLook.Lab, 28, 14, 32, 1);
        PackWriter.Write(faces, At("faces.pack"));
        First = Ferkit.Run(Command);
        Weights = [.. Directory.EnumerateFiles(At("abl/runs"), "best.safetensors", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("ferkit-abl-").FullName;

    public string Data => $"pack:{At("faces.pack")}";

    public string[] Command => ["ablation", "--data", Data, "--models", "resnet34,gclnet:lfa", "--tiny", "--seeds", "1", "--epochs=1", "--batch=8", "--size=32", "--threads", "1", "--out", At("abl"), "--json"];

    internal Outcome First { get; }

    /// <summary>The weights of both.</summary>
    public string[] Weights { get; }

    public string At(string name) => Path.Combine(Folder, name);

    /// <summary>A face of the pack as a file.</summary>
    public string Picture(int index)
    {
        using var set = DataSource.Parse(Data).Load(null);
        File.WriteAllBytes(At($"{index}.png"), Imaging.ImageCodec.Default.EncodePng(Imaging.SquarePixels.ToImage(set.Pixels(index), set.Size)));
        return At($"{index}.png");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

public sealed class ExperimentTests(SmallAblation trained) : IClassFixture<SmallAblation>
{
    [Fact]
    public void Ablation_TabulatesTheModelsAndGoesOnWhereItWas()
    {
        Assert.True(trained.First.Code == 0, trained.First.Errors);
        var table = JsonDocument.Parse(trained.First.Output).RootElement.GetProperty("table").EnumerateArray().ToArray();
        Assert.Equal(["resnet34:tiny", "gclnet:lfa:tiny"], table.Select(row => row.GetProperty("model").GetString()));
        Assert.Equal(table[1].GetProperty("accuracy").GetProperty("value").GetDouble() - table[0].GetProperty("accuracy").GetProperty("value").GetDouble(), table[1].GetProperty("gain").GetProperty("value").GetDouble(), 9);
        Assert.Equal(["accuracies.plotly.json", "index.html", "made.json", "plotly.min.js", "results.csv"], Files(trained.At("abl")));
        var again = Ferkit.Run(trained.Command);
        Assert.Equal((0, trained.First.Output), (again.Code, again.Output));
        Assert.DoesNotContain("run 1 of", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Ablation_OfTwoDataSets_TakesThemOneAfterTheOther()
    {
        DrawnFolder("photos", 2);
        string[] command = ["ablation", "--models", "resnet34", "--tiny", "--seeds", "1", "--epochs=1", "--batch=8", "--size=32", "--threads", "1", "--json"];
        var found = Succeed([.. command, "--data", trained.Data, "--data", $"rafdb:{trained.At("photos")}", "--out", trained.At("two")]);
        Assert.Equal(["faces:lab", "drawn:rafdb"], found.GetProperty("table").EnumerateArray().Select(row => row.GetProperty("data").GetString()));
        string page = File.ReadAllText(trained.At($"two/{FigureReport.PageFile}"));
        Assert.Contains("Ablation on built-in lab faces and built-in faces laid out as RAF-DB", page, StringComparison.Ordinal);

        // Each network was trained on both; only the training on this one counts.
        var curves = Succeed("robustness", "--ablation", trained.At("two"), "--data", trained.Data, "--only", "blur", "--threads", "1", "--json").GetProperty("curves");
        Assert.Equal(1, curves.GetArrayLength());
        var elsewhere = Ferkit.Run("robustness", "--ablation", trained.At("two"), "--data", "faces:mix", "--only", "blur");
        Assert.Equal(1, elsewhere.Code);
        Assert.Contains("holds runs on several data sets, and none on faces:mix", elsewhere.Error, StringComparison.Ordinal);

        DrawnFolder("others", 3);
        var outcome = Ferkit.Run([.. command, "--data", $"rafdb:{trained.At("photos")}", "--data", $"rafdb:{trained.At("others")}", "--out", trained.At("three")]);
        Assert.Equal(1, outcome.Code);
        Assert.Contains("are both drawn:rafdb", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Eval_OfWeightsInARunsFolder_ScoresWhatTheRunHeldOut()
    {
        string run = trained.At("folded");
        var made = Ferkit.Run("train", "--data", trained.Data, "--model", "resnet34:tiny", "--fold", "1/3", "--epochs=1", "--batch=8", "--size=32", "--threads", "1", "--out", run);
        Assert.True(made.Code == 0, made.Errors);
        var known = Succeed("eval", "--weights", RunFolder.BestOf(run), "--data", trained.Data, "--threads", "1", "--json");
        Assert.Equal(Succeed("eval", "--run", run, "--data", trained.Data, "--threads", "1", "--json").GetProperty("n").GetInt32(), known.GetProperty("n").GetInt32());
        Assert.NotEqual("official test part", known.GetProperty("part").GetString());
        Assert.Equal(known.GetProperty("n").GetInt32(), Succeed("eval", "--weights", Path.Combine(run, "last.safetensors"), "--data", trained.Data, "--threads", "1", "--json").GetProperty("n").GetInt32());
        File.Copy(trained.At("faces.pack"), trained.At("renamed.pack"));
        Assert.Equal(known.GetProperty("part").GetString(), Succeed("eval", "--weights", RunFolder.BestOf(run), "--data", $"pack:{trained.At("renamed.pack")}", "--threads", "1", "--json").GetProperty("part").GetString());
        File.Copy(RunFolder.BestOf(run), trained.At("elsewhere.safetensors"));
        Assert.Equal("official test part", Succeed("eval", "--weights", trained.At("elsewhere.safetensors"), "--data", trained.Data, "--threads", "1", "--json").GetProperty("part").GetString());
    }

    [Fact]
    public void Ablation_OfAFolderAndAnotherSet_GivesEachTheChoicesThatItHas()
    {
        using (var set = DataSource.Parse(trained.Data).Load(null))
            for (int i = 0; i < set.Count; i++)
            {
                string path = trained.At($"people/{set.ClassNames[(int)set.Labels[i]]}/p{i % 6}_{i}.png");
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, Imaging.ImageCodec.Default.EncodePng(Imaging.SquarePixels.ToImage(set.Pixels(i), set.Size)));
            }
        Succeed("ablation", "--data", trained.Data, "--data", $"folder:{trained.At("people")}", "--subject", @"^(p\d)_", "--models", "resnet34", "--tiny", "--seeds", "1", "--epochs=1", "--batch=8", "--size=32", "--threads", "1", "--json", "--out", trained.At("choices"));
        Assert.Equal([null, @"^(p\d)_"], AblationFile.Read(trained.At("choices/results.csv")).Select(row => RunFolder.ReadPlan(trained.At($"choices/runs/{row.Id}")).Subject));
    }

    [Fact]
    public void Robustness_OfAnAblation_GivesCurvesAndAPage()
    {
        var found = Succeed("robustness", "--ablation", trained.At("abl"), "--data", trained.Data, "--only", "blur,cover", "--report", trained.At("robust"), "--threads", "1", "--json");
        Assert.Equal(14, found.GetProperty("pictures").GetInt32());
        Assert.Equal(4, found.GetProperty("curves").GetArrayLength());
        foreach (var curve in found.GetProperty("curves").EnumerateArray())
            Assert.Equal(0, curve.GetProperty("points")[0].GetProperty("loss").GetProperty("value").GetDouble());
        Assert.Equal(["blur.plotly.json", "cover.plotly.json", "index.html", "plotly.min.js"], Files(trained.At("robust")));
    }

    [Fact]
    public void Eval_OfSeveralRuns_ComparesThemAndWritesAPageThatShowsEachOfItsFiles()
    {
        string[] runs = [.. trained.Weights.Select(file => Path.GetDirectoryName(file)!)];
        var found = Succeed("eval", "--run", runs[0], runs[1], "--data", trained.Data, "--report", trained.At("report"), "--threads", "1", "--json");
        Assert.Equal(2, found.GetProperty("models").GetArrayLength());
        var test = found.GetProperty("comparisons")[0];
        long[] right = [.. found.GetProperty("models").EnumerateArray().Select(model => (long)Math.Round(14 * model.GetProperty("accuracy").GetDouble()))];
        Assert.Equal(right[0] - right[1], test.GetProperty("onlyFirst").GetInt64() - test.GetProperty("onlySecond").GetInt64());
        Assert.Equal((right[1] - right[0]) / 14.0, test.GetProperty("gain").GetProperty("value").GetDouble(), 9);

        string page = File.ReadAllText(trained.At($"report/{FigureReport.PageFile}"));
        string[] files = Files(trained.At("report"));
        foreach (string name in (string[])["accuracies", "classes", "confusion-1", "class-scores-2", "reliability-1", "features-2", "curves-1", "iterations-2", "learning-rate-1"])
            Assert.Contains($"{name}.plotly.json", files);
        Assert.Contains("grad-cam.png", files);
        Assert.Equal(files.Count(file => file.EndsWith(".plotly.json", StringComparison.Ordinal)), page.Split("<div data-ferkit-figure=").Length - 1);
        Assert.All(files.Where(file => file.EndsWith(".png", StringComparison.Ordinal)), file => Assert.Contains($"src=\"{file}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Predict_WithSeveralModels_AsksEach()
    {
        var said = Succeed(["predict", "--weights", trained.Weights[0], "--weights", trained.Weights[1], "--json", trained.Picture(0), trained.Picture(1)]);
        Assert.Equal(4, said.GetArrayLength());
        Assert.Equal(trained.Weights, said.EnumerateArray().Take(2).Select(one => one.GetProperty("weights").GetString()));
    }

    [Fact]
    public void Predict_OfAFolder_SaysTheSameAsOfEachPictureAlone()
    {
        string folder = trained.At("pictures/deep");
        Directory.CreateDirectory(folder);
        for (int i = 0; i < 18; i++) File.Copy(trained.Picture(i), Path.Combine(folder, $"{i:D2}.png"));    // more than are asked about at once
        string[] Said(string path) => [.. Succeed(["predict", "--weights", trained.Weights[0], "--threads", "1", "--json", path]).EnumerateArray().Select(one => one.GetProperty("expression").GetString()!)];
        string[] all = Said(trained.At("pictures"));
        Assert.Equal(18, all.Length);
        Assert.Equal([all[0]], Said(Path.Combine(folder, "00.png")));
        Assert.Equal([all[17]], Said(Path.Combine(folder, "17.png")));
    }

    [Fact]
    public void Predict_OnADeviceThatIsNotThere_IsRefused()
    {
        if (cuda_is_available()) return;
        var outcome = Ferkit.Run("predict", "--weights", trained.Weights[0], "--device", "cuda", trained.Picture(6));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("--device is cuda", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cam_OfAClassThatIsNotThere_NamesThoseThatAre()
    {
        var outcome = Ferkit.Run("cam", "--weights", trained.Weights[0], "--class", "boredom", "--out", trained.At("bored"), trained.Picture(7));
        Assert.Equal(2, outcome.Code);
        Assert.Contains("does not know; it knows neutral, happiness", outcome.Error, StringComparison.Ordinal);
        var named = Succeed(["cam", "--weights", trained.Weights[0], "--class", "fear", "--view", "gradcamplusplus", "--module", "layer2", "--out", trained.At("fear"), "--json", trained.Picture(7)]);
        Assert.Equal("fear", named[0].GetProperty("explained").GetString());
    }

    [Fact]
    public void Cam_OfTwoModels_DrawsThePictureBesideBothMaps()
    {
        var found = Succeed(["cam", "--weights", trained.Weights[0], "--weights", trained.Weights[1], "--module", "layer2", "--out", trained.At("cam"), "--json", trained.Picture(2)]);
        Assert.Equal(2, found.GetArrayLength());
        Assert.Equal(["2.png.cam.png"], Files(trained.At("cam")));
        var picture = Imaging.ImageCodec.Read(trained.At("cam/2.png.cam.png"));
        Assert.True(picture.Width > 3 * 224, $"{picture.Width}");
    }

    [Fact]
    public void Cam_OfAModuleThatIsNotThere_OffersTheNearest()
    {
        var outcome = Ferkit.Run(["cam", "--weights", trained.Weights[0], "--module", "layer9", "--out", trained.At("none"), trained.Picture(3)]);
        Assert.Equal(2, outcome.Code);
        Assert.Contains("no module 'layer9'; the nearest names are layer1", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(trained.At("none")));
    }

    [Fact]
    public void Eval_OfModelsOfOtherClasses_NamesThem()
    {
        string two = Weights("two", ["neutral", "happiness"]), reversed = Weights("reversed", [.. ExpressionNames.Seven.Reverse()]);
        var outcome = Ferkit.Run("eval", "--weights", two, "--data", trained.Data);
        Assert.Equal(1, outcome.Code);
        Assert.Contains("the model does not know the class 'sadness'; it knows neutral, happiness.", outcome.Error, StringComparison.Ordinal);
        outcome = Ferkit.Run("eval", "--weights", trained.Weights[0], reversed, "--data", trained.Data);
        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{reversed}: knows the classes anger, ", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("score them one by one.", outcome.Error);
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("robustness")]
    [InlineData("cam")]
    [InlineData("predict")]
    public void AModelWhoseAnswersAreNoNumbers_FailsWithOneLineThatNamesTheFile(string verb)
    {
        string broken = Weights($"nan-{verb}", ExpressionNames.Seven, damaged: true);
        var outcome = Ferkit.Run([verb, "--weights", trained.Weights[0], "--weights", broken, .. verb switch
        {
            "cam" => (string[])["--out", trained.At("nan"), trained.Picture(4)],
            "predict" => [trained.Picture(4)],
            _ => ["--data", trained.Data],
        }]);
        Assert.Equal(1, outcome.Code);
        Assert.StartsWith($"ferkit: {broken}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Matches("are no numbers|is not a number", outcome.Error);
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("robustness")]
    public void AnEmptyPack_FailsWithOneLineThatNamesIt(string verb)
    {
        using (var set = DataSource.Parse(trained.Data).Load(null))
        using (var none = new ImageSet(ReadOnlyMemory<byte>.Empty, 32, [], [], [], [], set.ClassNames, "nothing"))
            PackWriter.Write(none, trained.At("empty.pack"));
        var outcome = Ferkit.Run(verb, "--weights", trained.Weights[0], "--data", $"pack:{trained.At("empty.pack")}");
        Assert.Equal(1, outcome.Code);
        Assert.Contains("empty.pack: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("no images", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WhereAFileStands_FailsBeforeAnyWork()
    {
        File.WriteAllText(trained.At("file"), "");
        var outcome = Ferkit.Run("eval", "--weights", trained.Weights[0], "--data", trained.Data, "--report", trained.At("file"));
        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{trained.At("file")}: ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
    }

    [Fact]
    public void BenchCam_GivesTheCostOverForwardAndBackward()
    {
        var found = Succeed("bench", "cam", "--model", "resnet34:tiny", "--size", "32", "--batch", "4", "--json");
        double[] costs = [.. found.GetProperty("pairs").EnumerateArray().Select(pair => pair.GetProperty("other").GetDouble() / pair.GetProperty("ours").GetDouble()).Order()];
        Assert.Equal(costs[3], found.GetProperty("cost").GetDouble(), 9);
    }

    [Fact]
    public void BenchStart_GivesTheSecondsToTheFirstStepAndLeavesNothing()
    {
        var found = Succeed("bench", "start", "--data", "faces:lab", "--model", "resnet34:tiny", "--json");
        Assert.Equal(1750, found.GetProperty("pictures").GetInt32());
        Assert.InRange(found.GetProperty("seconds").GetDouble(), 0.1, 600);
    }

    private void DrawnFolder(string name, ulong seed) =>
        FaceFolder.Write(trained.At(name), FaceFolderLayout.RafDb, FaceLook.Lab, 28, 14, 100, seed);

    private string Weights(string name, IReadOnlyList<string> classes, bool damaged = false)
    {
        using var model = ModelZoo.Create("resnet34:tiny", classes.Count);
        using (no_grad())
            if (damaged) model.parameters().Last().fill_(float.NaN);
        WeightsFile.Save(trained.At($"{name}.safetensors"), model, new ModelDescription("resnet34:tiny", classes, 32, Normalisation.ImageNet));
        return trained.At($"{name}.safetensors");
    }

    private static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private static JsonElement Succeed(params string[] arguments)
    {
        var outcome = Ferkit.Run(arguments);
        Assert.True(outcome.Code == 0, outcome.Errors);
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
