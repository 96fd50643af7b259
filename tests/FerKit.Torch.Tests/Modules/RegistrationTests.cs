using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

[Collection("libtorch")]
public sealed class RegistrationTests
{
    [Fact]
    public void RegisterComponents_Fields_RegistersAsTorchSharpDoes()
    {
        using var net = new Net();
        Assert.Equal(
            ["hidden.weight", "hidden.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight", "blocks.1.bias", "<Auto>k__BackingField.weight", "<Auto>k__BackingField.bias", "inherited.weight", "inherited.bias"],
            net.named_parameters().Select(one => one.name).Where(name => name is not ("scale" or "renamed")));
        Assert.Equal(["scale", "renamed"], net.named_parameters(recurse: false).Select(one => one.name));
        Assert.Equal(["table"], net.named_buffers().Select(one => one.name));
        Assert.Equal(["hidden", "blocks", "<Auto>k__BackingField", "inherited"], net.named_children().Select(one => one.name));
        Assert.Equal(["hidden", "blocks", "<Auto>k__BackingField", "inherited", "blocks.0", "blocks.1"], net.named_modules().Select(one => one.name));
    }

    [Fact]
    public void RegisterComponents_NotCalled_RegistersNothingUntilAParentDoes()
    {
        using var lazy = new Lazy();
        Assert.Empty(lazy.parameters());
        using var parent = new Holder();
        parent.register_module("lazy", lazy);
        Assert.Equal(["lazy.layer.weight", "lazy.layer.bias"], parent.named_parameters().Select(one => one.name));
    }

    [Fact]
    public void Parameters_SharedModule_ListedOnceAndTwiceInState()
    {
        using var layer = Linear(2, 2, hasBias: false);
        using var holder = new Holder();
        holder.register_module("a", layer);
        holder.register_module("b", layer);
        Assert.Equal(["a.weight"], holder.named_parameters().Select(one => one.name));
        Assert.Equal(["a.weight", "b.weight"], holder.state_dict().Keys);
    }

    [Fact]
    public void Register_NameTakenOrWrong_Throws()
    {
        using var holder = new Holder();
        holder.register_module("a", ReLU());
        Assert.Contains("'a'", Assert.Throws<InvalidOperationException>(() => holder.add_module("a", ReLU())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => holder.register_module("a.b", ReLU()));
        Assert.Throws<ArgumentException>(() => holder.register_module("", ReLU()));
        Assert.Throws<ArgumentNullException>(() => holder.register_parameter("p", null!));
        Assert.Throws<ArgumentNullException>(() => holder.register_buffer("q", null!));
        using var relu = ReLU();
        Assert.Throws<InvalidOperationException>(() => relu.register_buffer("b", ones([1])));
        Assert.Throws<InvalidOperationException>(() => relu.register_module("m", Linear(1, 1)));
    }

    [Fact]
    public void Register_InsideAScope_LeavesTensorsInItAsTorchSharpDoes()
    {
        using var holder = new Holder();
        Tensor kept;
        using (NewDisposeScope())
        {
            holder.register_buffer("gone", ones([1]));
            holder.register_buffer("kept", kept = ones([1]).DetachFromDisposeScope());
        }
        Assert.True(holder.get_buffer("gone")!.IsInvalid);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void RegisterModule_Null_RemovesTheOneOfThatName()
    {
        using var holder = new Holder();
        holder.register_module("a", ReLU());
        holder.register_module("a", null!);
        Assert.Empty(holder.named_children());
    }

    [Fact]
    public void Registered_InDisposeScope_OutlivesIt()
    {
        Net net;
        using (NewDisposeScope()) net = new Net();
        Assert.All(net.parameters(), parameter => Assert.False(parameter.IsInvalid));
        Assert.All(net.buffers(), buffer => Assert.False(buffer.IsInvalid));
        net.Dispose();
    }

    [Fact]
    public void Get_ByDottedName_FindsTheTensorOrNull()
    {
        using var net = new Net();
        Assert.Same(net.named_parameters().First(one => one.name == "blocks.1.bias").parameter, net.get_parameter("blocks.1.bias"));
        Assert.Same(net.buffers().Single(), net.get_buffer("table"));
        Assert.False(net.has_parameter("blocks.2.bias") || net.has_buffer("blocks.1.bias") || net.has_parameter("table"));
        Assert.True(net.has_parameter("hidden.weight") && net.has_buffer("table"));
    }

    [Fact]
    public void Parameter_FromTensor_TakesItOverAndItsScope()
    {
        using var scope = NewDisposeScope();
        var data = ones([2]);
        var parameter = Parameter(data);
        Assert.True(data.IsInvalid && parameter.requires_grad);
        Assert.Equal([parameter], scope.DisposablesView);
        var free = ones([2]).DetachFromDisposeScope();
        using var outside = Parameter(free, requires_grad: false);
        Assert.False(outside.requires_grad || scope.Contains(outside));
    }

    private class Base(string name) : Module<Tensor, Tensor>(name)
    {
        private readonly Linear inherited = Linear(1, 2);

        public override Tensor forward(Tensor input) => inherited.call(input);
    }

    private sealed class Net : Base
    {
        private readonly Linear hidden = Linear(2, 3);
        private readonly Linear? missing = null;
        private readonly List<Linear> unseen = [Linear(1, 1)];
        private readonly ModuleList<Linear> blocks = new(Linear(3, 3), Linear(3, 3));
        private readonly Parameter scale = new(ones([3]));
        private readonly Tensor table = ones([4]);

        [ComponentName(Name = "renamed")]
        private readonly Parameter shift = new(ones([3]));

        public Net() : base(nameof(Net)) => RegisterComponents();

        public Linear Auto { get; } = Linear(2, 2);

        public override Tensor forward(Tensor input) => hidden.call(missing is null ? input : blocks[0].call(unseen[0].call(input + scale + table + shift)));
    }

    private sealed class Lazy() : Module<Tensor, Tensor>(nameof(Lazy))
    {
        private readonly Linear layer = Linear(1, 1);

        public override Tensor forward(Tensor input) => layer.call(input);
    }

    private sealed class Holder() : Module(nameof(Holder));
}
