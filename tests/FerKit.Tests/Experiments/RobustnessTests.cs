using FerKit.Data;
using FerKit.Experiments;
using FerKit.Faces;
using FerKit.Models;
using FerKit.Training;
using static TorchSharp.torch;

namespace FerKit.Tests.Experiments;

[Collection("libtorch")]
public sealed class RobustnessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ImageSet set = FaceSet.Draw(FaceLook.Lab, 0, 40, 32, 2);

    [Fact]
    public void Run_ComparesModelsOnTheSamePictures()
    {
        var one = new TrainedModel("one", [Trained(), Weights("b", 2, ExpressionNames.Seven)]);
        var same = one with { Name = "same" };
        var single = new TrainedModel("single", [one.Weights[0]]);
        var sweeps = Sweep.OfPictures(set, [.. Enumerable.Range(0, 40)]).Where(sweep => sweep.Name == "darkness").ToList();
        var curves = Robustness.Run([one, same, single], sweeps, CPU);

        Assert.Equal(["one", "same", "single"], curves.Select(curve => curve.Model));
        Assert.All(curves, curve => Assert.Equal(["0", "1", "2", "3", "4", "5"], curve.Points.Select(point => point.Label)));
        Assert.All(curves, curve => Assert.Equal(0, curve.Points[0].Loss.Value));
        Assert.Equal(curves[0].Points.Select(point => point.Accuracy), curves[1].Points.Select(point => point.Accuracy));
        Assert.All(curves[1].Points, point => Assert.Equal(0, point.Saved!.Value));
        Assert.All(curves[0].Points, point => Assert.Null(point.Saved));
        Assert.All(curves[2].Points, point => Assert.Null(point.Saved));    // one training against two
        Assert.Contains(curves[0].Points, point => point.Accuracy.Value != curves[2].Points[0].Accuracy.Value);
        Assert.All(curves[0].Points, point => Assert.InRange(point.Accuracy.Value, point.Accuracy.From, point.Accuracy.To));
    }

    [Fact]
    public void Run_OfADifferentModel_TellsWhatItLosesLess()
    {
        var sweeps = Sweep.OfPictures(set, [.. Enumerable.Range(0, 40)]).ToList();
        var curves = Robustness.Run([new("trained", [Trained()]), new("blind", [Weights("b", 2, ExpressionNames.Seven)])], sweeps, CPU);
        var pairs = curves.Where(curve => curve.Model == "trained").SelectMany(curve => curve.Points).Zip(curves.Where(curve => curve.Model == "blind").SelectMany(curve => curve.Points)).ToList();
        Assert.All(pairs, pair => Assert.Equal(pair.First.Loss.Value - pair.Second.Loss.Value, pair.Second.Saved!.Value, 12));
        Assert.Contains(pairs, pair => pair.Second.Saved!.Value != 0);
    }

    [Fact]
    public void OfFaces_DrawsTheSamePersonsWithTheSameExpressions()
    {
        var sweeps = Sweep.OfFaces(FaceLook.Lab, 32, 8, 2);
        Assert.Equal(["yaw", "pitch", "roll", "occluder", "occluded share"], sweeps.Select(sweep => sweep.Name));
        foreach (var sweep in sweeps)
        {
            using var mildest = sweep.Points[0].Make(default);
            using var hardest = sweep.Points[^1].Make(default);
            Assert.Equal(mildest.Subjects, hardest.Subjects);
            Assert.Equal(mildest.Labels, hardest.Labels);
            Assert.NotEqual(mildest.Pixels(3).ToArray(), hardest.Pixels(3).ToArray());
            Assert.All(mildest.Splits, split => Assert.Equal(DataSplit.Test, split));
        }
    }

    [Fact]
    public void OfPlaces_BeginsUncoveredAndGoesRowByRow()
    {
        var sweep = Sweep.OfPlaces(set, [3], 0.1, places: 3);
        Assert.Equal(["uncovered", "row 1, column 1", "row 1, column 2"], sweep.Points.Take(3).Select(point => point.Label));
        Assert.Equal(10, sweep.Points.Count);
        using var clear = sweep.Points[0].Make(default);
        using var first = sweep.Points[1].Make(default);
        using var last = sweep.Points[^1].Make(default);
        Assert.Equal(set.Pixels(3).ToArray(), clear.Pixels(0).ToArray());
        Assert.Equal([128, set.Pixels(3)[^1]], [first.Pixels(0)[0], first.Pixels(0)[^1]]);
        Assert.Equal([set.Pixels(3)[0], 128], [last.Pixels(0)[0], last.Pixels(0)[^1]]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sweep.OfPlaces(set, [3], 0.1, places: 1));
    }

    [Fact]
    public void Run_OfAModelThatLacksAClassOrOfAnotherSize_SaysSo()
    {
        var sweeps = Sweep.OfPictures(set, [0, 1]);
        Assert.Contains("the model does not know the class", Assert.Throws<FerKitException>(() => Robustness.Run([new("x", [Weights("x", 1, ["yes", "no"])])], sweeps, CPU)).Message);
        Assert.Contains("y.safetensors: was trained at 48 px", Assert.Throws<FerKitException>(() => Robustness.Run([new("x", [Weights("y", 1, ExpressionNames.Seven, 48)])], sweeps, CPU)).Message);
    }

    [Fact]
    public void Run_OfAModelThatHasTheClassesInAnotherOrder_TakesThemByName()
    {
        string own = Weights("own", 1, ExpressionNames.Seven), turned = folder.File("turned.safetensors");
        var (model, description) = WeightsFile.Load(own);
        using (model)
        using (no_grad())
        {
            var last = model.state_dict().Where(entry => entry.Key is "fc.weight" or "fc.bias").Select(entry => entry.Value).ToList();
            foreach (var tensor in last) tensor.copy_(tensor.flip(0));
            WeightsFile.Save(turned, model, description with { ClassNames = [.. ExpressionNames.Seven.Reverse()] });
        }
        var sweeps = Sweep.OfPictures(set, [0, 1, 2, 3]).Take(1).ToList();
        var curves = Robustness.Run([new("own", [own]), new("turned", [turned])], sweeps, CPU);
        Assert.Equal(curves[0].Points.Select(point => point.Accuracy.Value), curves[1].Points.Select(point => point.Accuracy.Value));
    }

    public void Dispose()
    {
        set.Dispose();
        folder.Dispose();
    }

    private string Trained()
    {
        using var faces = FaceSet.Draw(FaceLook.Lab, 300, 0, 32, 2);
        TrainingRun.Start(faces, new RunPlan("faces:lab", "resnet34:tiny", Recipe.Quick with { Epochs = 3, Validation = 0 }, HoldOut: 0), folder.File("run")).Dispose();
        return RunFolder.BestOf(folder.File("run"));
    }

    private string Weights(string name, long seed, IReadOnlyList<string> classes, int size = 32)
    {
        manual_seed(seed);
        using var model = ModelZoo.Create("resnet34:tiny", classes.Count);
        string path = folder.File($"{name}.safetensors");
        WeightsFile.Save(path, model, new ModelDescription("resnet34:tiny", classes, size, Normalisation.ImageNet));
        return path;
    }
}
