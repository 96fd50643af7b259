using FerKit.Torch.Interop;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Torch.Tests.Modules;

/// <summary>Layers in training (second pass) and evaluation (after two training passes) against PyTorch's.</summary>
[Collection("libtorch")]
public sealed class LayerTests
{
    private static readonly Dictionary<string, Func<Module<Tensor, Tensor>>> Cases = new()
    {
        ["Conv1d"] = () => Conv1d(3, 4, 3, stride: 2, padding: 1, padding_mode: PaddingModes.Replicate),
        ["Conv2d"] = () => Conv2d(4, 6, (1, 3), padding: (0, 1), bias: false),
        ["Conv2d_reflect"] = () => Conv2d(4, 6, (3, 3), padding: (2, 1), padding_mode: PaddingModes.Reflect, groups: 2),
        ["Conv2d_circular"] = () => Conv2d(4, 6, 3, stride: 2, padding: 1, padding_mode: PaddingModes.Circular),
        ["Conv2d_same"] = () => Conv2d(4, 6, (3, 2), Padding.Same),
        ["Conv2d_same_reflect"] = () => Conv2d(4, 6, (3, 2), Padding.Same, dilation: (1, 2), padding_mode: PaddingModes.Reflect),
        ["Linear"] = () => Linear(6, 3),
        ["BatchNorm1d"] = () => BatchNorm1d(4),
        ["BatchNorm2d"] = () => BatchNorm2d(4, eps: 1e-3, momentum: 0.3),
        ["BatchNorm2d_average"] = () =>
        {
            var norm = BatchNorm2d(4);
            norm.momentum = null;
            return norm;
        },
        ["BatchNorm2d_plain"] = () => BatchNorm2d(4, affine: false),
        ["BatchNorm2d_untracked"] = () => BatchNorm2d(4, track_running_stats: false),
        ["LayerNorm"] = () => LayerNorm([3, 4]),
        ["GroupNorm"] = () => GroupNorm(2, 4),
        ["Sequential"] = () => Sequential(Conv2d(4, 5, 3), BatchNorm2d(5), ReLU(true), MaxPool2d(2), Flatten(), Linear(20, 3)),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Layer_InTraining_SameOutputAndGradients(string name)
    {
        using var layer = Weighted(Cases[name]());
        NnFixture.Check(name + "_train", x =>
        {
            layer.call(x[0]).Dispose();
            return layer.call(x[0]);
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Layer_InEvaluation_SameOutputAndGradients(string name)
    {
        using var layer = Weighted(Cases[name]());
        NnFixture.Check(name + "_eval", x =>
        {
            using (no_grad())
            {
                layer.call(x[0]).Dispose();
                layer.call(x[0] * 0.5 + 0.25).Dispose();
            }
            layer.eval();
            return layer.call(x[0]);
        });
    }

    [Fact]
    public void Fixture_Cases_AreAllTested() =>
        Assert.Equal(
            NnFixture.Root.EnumerateObject().Select(one => one.Name).Except(["initial", "BatchNorm2d_statistics"]).Order(),
            FunctionalTests.Covered.Concat(Cases.Keys.Select(name => name + "_train")).Concat(Cases.Keys.Select(name => name + "_eval")).Order());

    [Fact]
    public void BatchNorm_TwoBatches_RunningStatisticsArePyTorchs()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(4, momentum: 0.3);
        for (int k = 0; k < 2; k++) norm.call(NnFixture.Fill([3, 4, 7, 6], k)).Dispose();
        var expected = NnFixture.Root.GetProperty("BatchNorm2d_statistics");
        Assert.Equal(NnFixture.Doubles(expected.GetProperty("mean")), NnFixture.Values(norm.running_mean!), Near);
        Assert.Equal(NnFixture.Doubles(expected.GetProperty("variance")), NnFixture.Values(norm.running_var!), Near);
        Assert.Equal([expected.GetProperty("batches").GetDouble()], NnFixture.Values(norm.num_batches_tracked!));
        norm.eval();
        norm.call(NnFixture.Fill([3, 4, 7, 6], 0)).Dispose();
        Assert.Equal([2], NnFixture.Values(norm.num_batches_tracked!));
        norm.reset_running_stats();
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1, 0], norm.buffers().SelectMany(NnFixture.Values));
    }

    [Fact]
    public void BatchNorm_WrongDimensions_NamesThem()
    {
        using var norm = BatchNorm2d(3);
        using var input = ones([2, 3]);
        var error = Assert.Throws<ArgumentException>(() => norm.call(input));
        Assert.Contains("BatchNorm2d expects 4 dimensions and got 2: (2, 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Conv2d_WrongChannels_NamesThem()
    {
        using var convolution = Conv2d(3, 4, 3);
        using var input = ones([2, 4, 8, 8]);
        Assert.Contains("3 channels and got (2, 4, 8, 8)", Assert.Throws<ArgumentException>(() => convolution.call(input)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Conv2d(3, 4, 3, groups: 2));
        Assert.Throws<ArgumentException>(() => Conv2d(3, 4, 3, Padding.Same, stride: 2));
    }

    [Fact]
    public void Dropout_InEvaluation_KeepsValues()
    {
        using var scope = NewDisposeScope();
        var input = NnFixture.Fill([4, 50], 0);
        foreach (Module<Tensor, Tensor> layer in (Module<Tensor, Tensor>[])[Dropout(0.5), Dropout2d(0.5)])
        {
            layer.eval();
            Assert.Equal(NnFixture.Values(input), NnFixture.Values(layer.call(input)));
            layer.train();
            Assert.Contains(NnFixture.Values(layer.call(input)), value => value == 0);
        }
    }

    [Fact]
    public void Embedding_Lookup_ReturnsRowsAndSkipsThePaddingsGradient()
    {
        using var scope = NewDisposeScope();
        using var table = Embedding(5, 3, padding_idx: 0);
        var rows = table.call(NnFixture.Fill([2, 3], 0, "class5"));
        Assert.Equal([2, 3, 3], rows.shape);
        Assert.Equal([0, 0, 0], NnFixture.Values(rows)[..3]);
        Aten.Call("sum", rows).backward();
        Assert.Equal(0, NnFixture.Values(table.weight!.grad!)[..3].Sum());
        Assert.Equal(12, NnFixture.Values(table.weight!.grad!).Sum());
    }

    [Fact]
    public void PReLU_Call_TakesASlopeForEachChannel()
    {
        using var scope = NewDisposeScope();
        using var layer = PReLU(2);
        Assert.Equal(["weight"], layer.state_dict().Keys);
        Assert.Equal([0.25, 0.25], NnFixture.Values(layer.weight));
        using (no_grad()) layer.weight.copy_(tensor([0.5f, -2]));
        Assert.Equal([-0.5, 3, 4, 5], NnFixture.Values(layer.call(tensor([-1f, 3, -2, 5], [1, 2, 2])))[..4]);
    }

    public static TheoryData<string> StatelessNames => [.. Stateless.Keys];

    private static readonly Dictionary<string, (Func<Module<Tensor, Tensor>> Make, Func<Tensor, Tensor> Expected)> Stateless = new()
    {
        ["ReLU"] = (() => ReLU(), x => functional.relu(x)),
        ["ReLU6"] = (() => ReLU6(), x => functional.relu6(x)),
        ["LeakyReLU"] = (() => LeakyReLU(0.3), x => functional.leaky_relu(x, 0.3)),
        ["Sigmoid"] = (() => Sigmoid(), x => functional.sigmoid(x)),
        ["Tanh"] = (() => Tanh(), x => functional.tanh(x)),
        ["GELU"] = (() => GELU(), x => functional.gelu(x)),
        ["SiLU"] = (() => SiLU(), x => functional.silu(x)),
        ["Hardswish"] = (() => Hardswish(), x => functional.hardswish(x)),
        ["Hardsigmoid"] = (() => Hardsigmoid(), x => functional.hardsigmoid(x)),
        ["Softmax"] = (() => Softmax(1), x => functional.softmax(x, 1)),
        ["LogSoftmax"] = (() => LogSoftmax(1), x => functional.log_softmax(x, 1)),
        ["MaxPool2d"] = (() => MaxPool2d(3, 2, 1), x => functional.max_pool2d(x, 3, 2, 1)),
        ["MaxPool2d_sides"] = (() => MaxPool2d((3, 2), (2, 1), (1, 0)), x => functional.max_pool2d(x, (3, 2), (2, 1), (1, 0))),
        ["AvgPool2d"] = (() => AvgPool2d(2), x => functional.avg_pool2d(x, 2)),
        ["AdaptiveAvgPool2d"] = (() => AdaptiveAvgPool2d(2), x => functional.adaptive_avg_pool2d(x, (2, 2))),
        ["AdaptiveMaxPool2d"] = (() => AdaptiveMaxPool2d([3, 2]), x => functional.adaptive_max_pool2d(x, [3, 2])),
        ["Flatten"] = (() => Flatten(), x => Aten.Call("reshape", x, new long[] { 2, -1 })),
        ["Identity"] = (() => Identity(), x => Aten.Call("clone", x)),
        ["ZeroPad2d"] = (() => ZeroPad2d((1, 2, 3, 4)), x => functional.pad(x, [1, 2, 3, 4])),
        ["ReflectionPad2d"] = (() => ReflectionPad2d(2), x => functional.pad(x, [2, 2, 2, 2], PaddingModes.Reflect)),
        ["ReplicationPad2d"] = (() => ReplicationPad2d(2), x => functional.pad(x, [2, 2, 2, 2], PaddingModes.Replicate)),
        ["Upsample"] = (() => Upsample(scale_factor: [2], mode: UpsampleMode.Bilinear), x => functional.interpolate(x, scale_factor: [2], mode: InterpolationMode.Bilinear)),
    };

    [Theory, MemberData(nameof(StatelessNames))]
    public void StatelessLayer_Call_IsItsFunctional(string name)
    {
        using var scope = NewDisposeScope();
        var (make, expected) = Stateless[name];
        var input = NnFixture.Fill([2, 3, 6, 5], 0);
        using var layer = make();
        var output = layer.call(input);
        Assert.NotSame(input, output);
        Assert.Equal(expected(input).shape, output.shape);
        Assert.Equal(NnFixture.Values(expected(input)), NnFixture.Values(output));
        Assert.Empty(layer.parameters());
    }

    [Fact]
    public void Losses_Call_AreTheirFunctionals()
    {
        using var scope = NewDisposeScope();
        Tensor scores = NnFixture.Fill([4, 5], 0), labels = NnFixture.Fill([4], 0, "class5"), near = NnFixture.Fill([4, 5], 1, "positive"), weight = NnFixture.Fill([5], 2, "positive");
        var logs = functional.log_softmax(scores, 1);
        (Loss<Tensor, Tensor, Tensor> Loss, Tensor Input, Tensor Target, Tensor Expected)[] cases =
        [
            (CrossEntropyLoss(weight, 3, Reduction.Sum), scores, labels, functional.cross_entropy(scores, labels, weight, 3, Reduction.Sum)),
            (new TorchSharp.Modules.CrossEntropyLoss(label_smoothing: 0.2), scores, labels, functional.cross_entropy(scores, labels, label_smoothing: 0.2)),
            (NLLLoss(weight), logs, labels, functional.nll_loss(logs, labels, weight)),
            (MSELoss(), scores, near, functional.mse_loss(scores, near)),
            (L1Loss(Reduction.None), scores, near, functional.l1_loss(scores, near, Reduction.None)),
            (SmoothL1Loss(beta: 0.5), scores, near, functional.smooth_l1_loss(scores, near, beta: 0.5)),
            (KLDivLoss(false), logs, near, functional.kl_div(logs, near, false)),
            (BCELoss(weight), near, near, functional.binary_cross_entropy(near, near, weight)),
            (BCEWithLogitsLoss(pos_weights: weight), scores, near, functional.binary_cross_entropy_with_logits(scores, near, pos_weights: weight)),
        ];
        foreach (var (loss, input, target, expected) in cases)
        {
            Assert.Equal(NnFixture.Values(expected), NnFixture.Values(loss.call(input, target)));
            loss.Dispose();
        }
        Assert.False(weight.IsInvalid);
    }

    private static bool Near(double expected, double actual) => Math.Abs(expected - actual) <= 1e-6;

    // As `weighted` in make_nn.py.
    private static Module<Tensor, Tensor> Weighted(Module<Tensor, Tensor> layer)
    {
        using var frozen = no_grad();
        int k = 0;
        foreach (var parameter in layer.parameters())
        {
            using var values = NnFixture.Fill(parameter.shape, 7 + k++);
            Aten.InPlace("copy_", parameter, values);
        }
        return layer;
    }
}
