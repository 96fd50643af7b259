using FerKit.Data;
using FerKit.Models;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

[Collection("libtorch")]
public sealed class WeightsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ferkit-weights-").FullName;

    private static ModelDescription Tiny { get; } = new("gclnet:tiny", ["a", "b", "c"], 64, Normalisation.ImageNet);

    [Fact]
    public void Load_OfASavedModel_GivesTheSameOutputsAndDescription()
    {
        using var scope = NewDisposeScope();
        using var model = ModelZoo.Create("gclnet:tiny", 3);
        TrainedStatistics.Move(model);
        WeightsFile.Save(At("a.safetensors"), model, Tiny);
        var (loaded, description) = WeightsFile.Load(At("a.safetensors"));
        using (loaded)
        {
            var images = randn(2, 3, 32, 32);
            model.eval();
            loaded.eval();
            Assert.True(model.call(images).eq(loaded.call(images)).all().item<bool>());
            var (wanted, got) = (model.state_dict(), loaded.state_dict());
            Assert.Equal(wanted.Keys, got.Keys);
            Assert.All(wanted.Keys, key => Assert.True(wanted[key].eq(got[key]).all().item<bool>(), key));
            Assert.Equal(2, got["mgc.bn.num_batches_tracked"].item<long>());
        }
        Assert.Equal(Tiny.ClassNames, description.ClassNames);
        Assert.Equal("gclnet:tiny", description.Model);
    }

    [Fact]
    public void Save_OfTheSameModel_GivesTheSameBytes()
    {
        using var model = ModelZoo.Create("gclnet:tiny", 3);
        WeightsFile.Save(At("a.safetensors"), model, Tiny);
        WeightsFile.Save(At("b.safetensors"), model, Tiny);
        Assert.Equal(File.ReadAllBytes(At("a.safetensors")), File.ReadAllBytes(At("b.safetensors")));
    }

    [Fact]
    public void Fill_WithAnotherModelsFile_NamesKeysAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var small = ModelZoo.Create("resnet34:tiny", 3);
        WeightsFile.Save(At("a.safetensors"), small, Tiny with { Model = "resnet34:tiny" });
        using var other = ModelZoo.Create("gclnet:tiny", 3);
        var before = other.get_parameter("conv1.weight")!.clone();
        var error = Assert.Throws<FerKitException>(() => WeightsFile.Fill(At("a.safetensors"), other));
        Assert.Contains("lfa.quadrants.0.0.conv1x3.weight", error.Message, StringComparison.Ordinal);
        Assert.True(before.eq(other.get_parameter("conv1.weight")!).all().item<bool>());
    }

    [Fact]
    public void Fill_WithOtherShapes_NamesKeyAndBothShapes()
    {
        using var small = ModelZoo.Create("resnet34:tiny", 3);
        WeightsFile.Save(At("a.safetensors"), small, Tiny);
        using var other = ModelZoo.Create("resnet34:tiny", 7);
        var error = Assert.Throws<FerKitException>(() => WeightsFile.Fill(At("a.safetensors"), other));
        Assert.Contains("'fc.weight' has the shape (3, 128)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(7, 128)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAFileThatDoesNotDescribeItself_SaysSo()
    {
        SafetensorsWriter.Write(At("a.safetensors"), [new SafetensorsTensor("x", SafetensorsDataType.F32, [1], new byte[4])]);
        var error = Assert.Throws<FerKitException>(() => WeightsFile.Load(At("a.safetensors")));
        Assert.Contains("does not say which model", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);
}
