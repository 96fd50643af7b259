using FerKit.Torch.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class HookTests
{
    [Fact]
    public void Call_WithHooks_RunsThemInOrderAndForwardSkipsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        var seen = new List<string>();
        layer.register_forward_hook(_ => seen.Add("plain post"));
        layer.register_forward_hook((_, _, output) => { seen.Add("post 1"); return output; });
        layer.register_forward_hook((_, _, _) => { seen.Add("post 2"); return null!; });
        layer.register_forward_pre_hook((_, _) => { seen.Add("pre"); return null!; });
        layer.register_forward_pre_hook(module => { Assert.Same(layer, module); seen.Add("plain pre"); });
        layer.call(ones([1]));
        Assert.Equal(["plain pre", "pre", "post 1", "post 2", "plain post"], seen);
        layer.forward(ones([1]));
        Assert.Equal(5, seen.Count);
    }

    [Fact]
    public void Hook_ThatReturnsATensor_ReplacesInputOrOutputAndNullKeepsThem()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        layer.register_forward_pre_hook((_, input) => input + 1);
        layer.register_forward_hook((_, input, output) => output * input);
        layer.register_forward_hook((_, _, _) => null!);
        Assert.Equal([9], NnFixture.Values(layer.call(ones([1]) * 2)));
    }

    [Fact]
    public void Remove_OneHook_LeavesTheOthers()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        var seen = new List<int>();
        var first = layer.register_forward_hook(_ => seen.Add(1));
        layer.register_forward_hook(_ => seen.Add(2));
        layer.call(ones([1]));
        first.remove();
        first.remove();
        layer.call(ones([1]));
        Assert.Equal([1, 2, 2], seen);
    }

    [Fact]
    public void Remove_WhileHooksRun_TakesEffectAtTheNextCall()
    {
        using var scope = NewDisposeScope();
        using var layer = Identity();
        var seen = new List<int>();
        var once = layer.register_forward_hook(_ => seen.Add(0));
        layer.register_forward_hook(_ => once.remove());
        layer.register_forward_hook(_ => seen.Add(3));
        layer.call(ones([1]));
        layer.call(ones([1]));
        Assert.Equal([0, 3, 3], seen);
    }

    [Fact]
    public void Hook_OnModuleOfTwoInputs_SeesAndReplacesBoth()
    {
        using var scope = NewDisposeScope();
        using var sum = new Difference();
        sum.register_forward_pre_hook((_, left, right) => (right, left));
        sum.register_forward_hook((_, left, right, result) => result * 10 + left * 0 + right * 0);
        Assert.Equal([20], NnFixture.Values(sum.call(ones([1]), ones([1]) * 3)));
        Assert.Equal([-2], NnFixture.Values(sum.forward(ones([1]), ones([1]) * 3)));
    }

    [Fact]
    public void Hook_OnModuleInSequential_Runs()
    {
        using var scope = NewDisposeScope();
        using var net = Sequential(("first", Linear(2, 3)), ("relu", ReLU()), ("last", Linear(3, 1)));
        long[] shape = [];
        ((Module<Tensor, Tensor>)net[0]).register_forward_hook((_, _, output) => { shape = output.shape; return null!; });
        net.call(Aten.Call("zeros", new long[] { 4, 2 }));
        Assert.Equal([4, 3], shape);
    }

    private sealed class Difference() : Module<Tensor, Tensor, Tensor>(nameof(Difference))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 - input2;
    }
}
