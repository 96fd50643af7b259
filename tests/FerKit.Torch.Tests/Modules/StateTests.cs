using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class StateTests
{
    [Fact]
    public void StateDict_OfModule_SharesStorageAndHasPyTorchsKeys()
    {
        using var net = Sequential(Conv2d(1, 2, 3), BatchNorm2d(2));
        var state = net.state_dict(prefix: "net");
        Assert.Equal(["net.0.weight", "net.0.bias", "net.1.weight", "net.1.bias", "net.1.running_mean", "net.1.running_var", "net.1.num_batches_tracked"], state.Keys);
        init.constant_(state["net.0.bias"], 5);
        Assert.Equal([5, 5], NnFixture.Values(net.get_parameter("0.bias")!));
    }

    [Fact]
    public void StateDict_NonPersistentBuffer_IsLeftOutButMovesAndIsListed()
    {
        using var holder = new Holder();
        holder.register_buffer("kept", ones([1]));
        holder.register_buffer("dropped", ones([1]), persistent: false);
        Assert.Equal(["kept"], holder.state_dict().Keys);
        Assert.Equal(["kept", "dropped"], holder.named_buffers().Select(one => one.name));
        Assert.Equal(["kept"], holder.named_buffers(include_nonpersistent: false).Select(one => one.name));
        holder.to(ScalarType.Float64);
        Assert.All(holder.buffers(), buffer => Assert.Equal(ScalarType.Float64, buffer.dtype));
    }

    [Fact]
    public void LoadStateDict_SameArchitecture_CopiesEverything()
    {
        using Module<Tensor, Tensor> from = Sequential(Linear(3, 4), BatchNorm1d(4)), to = Sequential(Linear(3, 4), BatchNorm1d(4));
        var (missing, unexpected) = to.load_state_dict(from.state_dict());
        Assert.Empty(missing.Concat(unexpected));
        Assert.Equal(from.parameters().SelectMany(NnFixture.Values), to.parameters().SelectMany(NnFixture.Values));
        Assert.NotEqual(from.parameters().First().Handle, to.parameters().First().Handle);
        Assert.True(to.parameters().All(parameter => parameter.requires_grad && parameter.is_leaf));
    }

    [Fact]
    public void LoadStateDict_OtherNames_StrictNamesThemAndLaxListsThem()
    {
        using var layer = Linear(2, 2);
        using var value = ones([2, 2]);
        var source = new Dictionary<string, Tensor> { ["weight"] = value, ["extra"] = value };
        var error = Assert.Throws<InvalidOperationException>(() => layer.load_state_dict(source));
        Assert.Contains("missing 'bias'", error.Message, StringComparison.Ordinal);
        Assert.Contains("unexpected 'extra'", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(4, NnFixture.Values(layer.weight).Sum());
        var (missing, unexpected) = layer.load_state_dict(source, strict: false);
        Assert.Equal(["bias"], missing);
        Assert.Equal(["extra"], unexpected);
        Assert.Equal(4, NnFixture.Values(layer.weight).Sum());
        Assert.Empty(layer.load_state_dict(source, skip: ["bias", "extra"]).missing_keys);
    }

    [Fact]
    public void LoadStateDict_OtherShape_NamesKeyAndBothShapesAndChangesNothing()
    {
        using Module<Tensor, Tensor> from = Sequential(Linear(3, 4), Linear(4, 5)), to = Sequential(Linear(3, 4), Linear(4, 6));
        double[] before = [.. to.parameters().SelectMany(NnFixture.Values)];
        var error = Assert.Throws<ArgumentException>(() => to.load_state_dict(from.state_dict()));
        Assert.Contains("'1.weight' has shape (5, 4) in the state and (6, 4)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, to.parameters().SelectMany(NnFixture.Values));
    }

    [Fact]
    public void To_OtherType_ConvertsFloatsAndKeepsObjectsGradientsAndIntegers()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(Linear(2, 3), BatchNorm1d(3));
        net.call(NnFixture.Fill([4, 2], 0)).sum().backward();
        var before = net.parameters().ToList();
        Assert.Same(net, net.@double());
        Assert.Equal(before, net.parameters());
        Assert.All(before, parameter => Assert.Equal((ScalarType.Float64, ScalarType.Float64, true, true), (parameter.dtype, parameter.grad!.dtype, parameter.requires_grad, parameter.is_leaf)));
        Assert.Equal([ScalarType.Float64, ScalarType.Float64, ScalarType.Int64], net.buffers().Select(buffer => buffer.dtype));
        net.zero_grad();
        net.call(NnFixture.Fill([4, 2], 0).to(ScalarType.Float64)).sum().backward();
        Assert.Equal(ScalarType.Float64, before[0].grad!.dtype);
        Assert.Throws<ArgumentException>(() => net.to(ScalarType.Int32));
    }

    [Fact]
    public void To_CudaWithoutDevice_SaysSo()
    {
        if (cuda_is_available()) return;
        using var layer = Linear(1, 1);
        Assert.Contains("CUDA", Assert.Throws<InvalidOperationException>(() => layer.cuda()).Message, StringComparison.Ordinal);
        Assert.Same(layer, layer.cpu().to("cpu").to(CPU));
    }

    [Fact]
    public void Train_AndEval_ReachEveryModule()
    {
        using var net = Sequential(Dropout(), Sequential(BatchNorm1d(2)));
        net.eval();
        Assert.All(net.modules().Append(net), module => Assert.False(module.training));
        net.train();
        Assert.All(net.modules().Append(net), module => Assert.True(module.training));
    }

    [Fact]
    public void Apply_Function_VisitsChildrenBeforeTheirParent()
    {
        using var net = Sequential(ReLU(), Sequential(Tanh()));
        var seen = new List<string>();
        Assert.Same(net, net.apply(module => seen.Add(module.GetName())));
        Assert.Equal(["ReLU", "Tanh", "Sequential", "Sequential"], seen);
    }

    [Fact]
    public void ZeroGrad_SetToNoneOrNot_DropsOrZeroes()
    {
        using var layer = Linear(2, 1);
        using (NewDisposeScope()) layer.call(ones([3, 2])).sum().backward();
        layer.zero_grad(set_to_none: false);
        using (var gradient = layer.weight.grad) Assert.Equal([0, 0], NnFixture.Values(gradient!));
        layer.zero_grad();
        Assert.Null(layer.weight.grad);
    }

    private sealed class Holder() : Module(nameof(Holder));
}
