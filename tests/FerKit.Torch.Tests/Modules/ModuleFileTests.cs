using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class ModuleFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Save_KnownModule_WritesTorchSharpsBytes()
    {
        using var layer = Linear(2, 1, hasBias: false);
        init.constant_(layer.weight, 1);
        using var stream = new MemoryStream();
        layer.save(stream);
        // One entry; "weight"; Float32 is 6; two dimensions, 1 and 2; two times 1.0f.
        Assert.Equal([1, 6, .. "weight"u8, 6, 2, 1, 2, 0, 0, 0x80, 0x3f, 0, 0, 0x80, 0x3f], stream.ToArray());
    }

    [Fact]
    public void Load_SavedModule_HasTheSameWeightsAndLeavesNoTensors()
    {
        using Module<Tensor, Tensor> from = Sequential(Conv2d(3, 200, 3), BatchNorm2d(200)), to = Sequential(Conv2d(3, 200, 3), BatchNorm2d(200));
        from.save(path);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var loaded = new Dictionary<string, bool>();
        to.load(path, loadedParameters: loaded);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.Equal(from.state_dict().Values.SelectMany(NnFixture.Values), to.state_dict().Values.SelectMany(NnFixture.Values));
        Assert.Equal(7, loaded.Count(one => one.Value));
    }

    [Fact]
    public void Load_OtherModule_StrictNamesKeysAndLaxLoadsTheRest()
    {
        using Module<Tensor, Tensor> from = Sequential(Linear(2, 2), Linear(2, 2)), to = Sequential(Linear(2, 2));
        from.save(path, skip: ["1.bias"]);
        Assert.Contains("'1.weight'", Assert.Throws<InvalidOperationException>(() => to.load(path)).Message, StringComparison.Ordinal);
        to.load(path, strict: false);
        Assert.Equal(NnFixture.Values(from.get_parameter("0.weight")!), NnFixture.Values(to.get_parameter("0.weight")!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(12)]
    [InlineData(30)]
    public void Load_CutFile_NamesTheFileAndChangesNothing(int length)
    {
        using var layer = Linear(3, 2);
        layer.save(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        init.constant_(layer.weight, 7);
        var error = Assert.Throws<InvalidDataException>(() => layer.load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.All(NnFixture.Values(layer.weight), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Load_DamagedDimensions_AllocatesNothingAndSaysSo()
    {
        File.WriteAllBytes(path, [1, 1, (byte)'w', 6, 2, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0x0f]);
        using var layer = Linear(1, 1);
        Assert.Throws<InvalidDataException>(() => layer.load(path));
        Assert.Throws<FileNotFoundException>(() => layer.load(path + ".missing"));
    }

    [Fact]
    public void ModuleDict_HeldByAModule_RegistersItsEntriesUnderTheirNames()
    {
        using var holder = new Holder();
        holder.register_module("parts", ModuleDict<Module>(("stem", Linear(1, 1, false)), ("head", Linear(1, 2, false))));
        Assert.Equal(["parts.stem.weight", "parts.head.weight"], holder.named_parameters().Select(one => one.name));
    }

    private sealed class Holder() : Module(nameof(Holder));
}
