using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class ModuleLifetimeTests
{
    private static long Live => DisposeScopeManager.Statistics.ThreadTotalLiveCount;

    [Fact]
    public void Dispose_Network_FreesAllItsTensors()
    {
        long before = Live;
        var net = Network();
        Assert.Equal(before + 13, Live);
        net.Dispose();
        net.Dispose();
        Assert.Equal(before, Live);
        Assert.Empty(net.parameters().Concat(net.buffers()));
    }

    [Fact]
    public void Forward_WithoutScope_LeavesOnlyTheResult()
    {
        using var net = Network();
        using var input = NnFixture.Fill([2, 3, 8, 8], 0);
        foreach (bool training in (bool[])[true, false])
        {
            net.train(training);
            long before = Live;
            var output = net.call(input);
            Assert.Equal(before + 1, Live);
            output.Dispose();
        }
    }

    [Fact]
    public void Training_InScope_LeavesNoTensors()
    {
        using var net = Network();
        using var input = NnFixture.Fill([2, 3, 8, 8], 0);
        using var labels = NnFixture.Fill([2], 0, "class3");
        for (int step = 0; step < 3; step++)
        {
            long before = Live;
            using (NewDisposeScope())
            {
                net.zero_grad();
                functional.cross_entropy(net.call(input), labels).backward();
                utils.clip_grad_norm_(net.parameters(), 1);
            }
            Assert.Equal(before, Live);
        }
    }

    [Fact]
    public void Conversions_StateAndInitialisation_LeaveNoTensors()
    {
        using var net = Network();
        long before = Live;
        net.to(ScalarType.Float64).to(ScalarType.Float32);
        net.load_state_dict(net.state_dict());
        net.zero_grad();
        init.orthogonal_(net.get_parameter("0.weight")!);
        init.trunc_normal_(net.get_parameter("0.weight")!);
        Assert.Equal(before, Live);
    }

    [Fact]
    public void Sequential_ModuleThatReturnsItsInput_KeepsTheInputAlive()
    {
        using var net = Sequential(new Same(), ReLU(), new Same());
        using var input = ones([2]);
        using var output = net.call(input);
        Assert.Equal([1, 1], NnFixture.Values(output));
        Assert.False(input.IsInvalid);
        using var empty = Sequential();
        using var copy = empty.call(input);
        Assert.NotSame(input, copy);
    }

    [Fact]
    public void Sequential_SliceAndIndex_ShareModules()
    {
        using var net = Sequential(ReLU(), Tanh(), Sigmoid());
        var slice = net[1..];
        Assert.Equal(2, slice.Count);
        Assert.Same(net[1], slice[0]);
        Assert.Equal(["1", "2"], slice.named_children().Select(one => one.name));
        Assert.Equal(1, net[(null, 1)].Count);
    }

    [Fact]
    public void Weight_Replaced_FreesTheOneBefore()
    {
        using var layer = Linear(2, 2);
        var before = layer.weight;
        layer.weight = Parameter(ones([2, 2]));
        Assert.True(before.IsInvalid);
        Assert.Equal(["weight", "bias"], layer.named_parameters().Select(one => one.name));
        layer.bias = null;
        Assert.Equal(["weight"], layer.named_parameters().Select(one => one.name));
    }

    private static TorchSharp.Modules.Sequential Network() => Sequential(
        Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect), BatchNorm2d(4), ReLU(true), Dropout2d(), MaxPool2d(2),
        GroupNorm(2, 4), Identity(), AdaptiveAvgPool2d(2), Flatten(), LayerNorm(16), Linear(16, 3, hasBias: true), Dropout(), Softmax(1));

    private sealed class Same() : Module<Tensor, Tensor>(nameof(Same))
    {
        public override Tensor forward(Tensor input) => input;
    }
}
