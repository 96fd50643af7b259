using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Torch.Tests.Modules;

/// <summary>Outputs and gradients of every functional against PyTorch's.</summary>
[Collection("libtorch")]
public sealed class FunctionalTests
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Cases = new()
    {
        ["conv1d"] = x => F.conv1d(x[0], x[1], x[2], 2, 1, 1),
        ["conv1d_same"] = x => F.conv1d_padding(x[0], x[1], x[2], padding: Padding.Same),
        ["conv2d"] = x => F.conv2d(x[0], x[1], x[2], [2, 1], [1, 0], [1, 2]),
        ["conv2d_one_side"] = x => F.conv2d(x[0], x[1], null, [2], [1]),
        ["conv2d_groups"] = x => F.conv2d(x[0], x[1], padding: [1, 0], groups: 2),
        ["conv2d_same"] = x => F.conv2d_padding(x[0], x[1], padding: Padding.Same),
        ["conv3d"] = x => F.conv3d(x[0], x[1], x[2], padding: [0, 1, 0]),
        ["conv_transpose2d"] = x => F.conv_transpose2d(x[0], x[1], x[2], [2], [1], [1]),
        ["linear"] = x => F.linear(x[0], x[1], x[2]),
        ["batch_norm_train"] = x => F.batch_norm(x[0], Constant(x[1]), Constant(x[2]), x[3], x[4], true, 0.2, 1e-3),
        ["batch_norm_eval"] = x => F.batch_norm(x[0], Constant(x[1]), Constant(x[2]), x[3], x[4], false, 0.2, 1e-3),
        ["instance_norm"] = x => F.instance_norm(x[0], null, null, x[1], x[2]),
        ["layer_norm"] = x => F.layer_norm(x[0], [3, 4], x[1], x[2]),
        ["group_norm"] = x => F.group_norm(x[0], 3, x[1], x[2]),
        ["normalize"] = x => F.normalize(x[0]),
        ["normalize_one_norm"] = x => F.normalize(x[0], 1, 2),
        ["cosine_similarity"] = x => F.cosine_similarity(x[0], x[1]),
        ["relu"] = x => F.relu(x[0]),
        ["relu6"] = x => F.relu6(x[0]),
        ["leaky_relu"] = x => F.leaky_relu(x[0], 0.2),
        ["elu"] = x => F.elu(x[0], 0.7),
        ["selu"] = x => F.selu(x[0]),
        ["gelu"] = x => F.gelu(x[0]),
        ["silu"] = x => F.silu(x[0]),
        ["mish"] = x => F.mish(x[0]),
        ["hardsigmoid"] = x => F.hardsigmoid(x[0]),
        ["hardswish"] = x => F.hardswish(x[0]),
        ["sigmoid"] = x => F.sigmoid(x[0]),
        ["logsigmoid"] = x => F.logsigmoid(x[0]),
        ["tanh"] = x => F.tanh(x[0]),
        ["softplus"] = x => F.softplus(x[0], 2, 15),
        ["softmax"] = x => F.softmax(x[0], 1),
        ["log_softmax"] = x => F.log_softmax(x[0], -1),
        ["prelu"] = x => F.prelu(x[0], x[1]),
        ["max_pool1d"] = x => F.max_pool1d(x[0], 3, 2, 1),
        ["max_pool2d"] = x => F.max_pool2d(x[0], 3, 2, 1),
        ["max_pool2d_sides"] = x => F.max_pool2d(x[0], (3, 2), (2, 1), (1, 0), (1, 2), true),
        ["max_pool2d_default_stride"] = x => F.max_pool2d(x[0], 2),
        ["max_pool2d_indices"] = x => F.max_pool2d_with_indices(x[0], [3], [2], [1]).indices,
        ["avg_pool1d"] = x => F.avg_pool1d(x[0], 3, 2, 1),
        ["avg_pool2d"] = x => F.avg_pool2d(x[0], 3, 2, 1),
        ["avg_pool2d_sides"] = x => F.avg_pool2d(x[0], (3, 2), (2, 1), (1, 0), true, false),
        ["avg_pool2d_divisor"] = x => F.avg_pool2d(x[0], [2], divisor_override: 3),
        ["adaptive_avg_pool1d"] = x => F.adaptive_avg_pool1d(x[0], 4),
        ["adaptive_avg_pool2d"] = x => F.adaptive_avg_pool2d(x[0], (3, 2)),
        ["adaptive_max_pool2d"] = x => F.adaptive_max_pool2d(x[0], [3, 2]),
        ["pad_constant"] = x => F.pad(x[0], (1, 2, 0, 3), value: 0.5),
        ["pad_reflect"] = x => F.pad(x[0], [1, 2, 0, 3], PaddingModes.Reflect),
        ["pad_replicate"] = x => F.pad(x[0], [1, 2, 0, 3], PaddingModes.Replicate),
        ["pad_circular"] = x => F.pad(x[0], (1, 2, 0, 3), PaddingModes.Circular),
        ["unfold"] = x => F.unfold(x[0], (3, 2), padding: (1, 0), stride: (2, 2)),
        ["fold"] = x => F.fold(x[0], 4, 2),
        ["interpolate_nearest"] = x => F.interpolate(x[0], scale_factor: [1.7]),
        ["interpolate_nearest_exact"] = x => F.interpolate(x[0], [5, 11], mode: InterpolationMode.NearestExact),
        ["interpolate_bilinear"] = x => F.interpolate(x[0], [9, 4], mode: InterpolationMode.Bilinear),
        ["interpolate_bilinear_corners"] = x => F.interpolate(x[0], scale_factor: [1.5, 2.0], mode: InterpolationMode.Bilinear, align_corners: true),
        ["interpolate_bilinear_recomputed"] = x => F.interpolate(x[0], scale_factor: [1.3], mode: InterpolationMode.Bilinear, recompute_scale_factor: true),
        ["interpolate_bilinear_antialias"] = x => F.interpolate(x[0], [3, 4], mode: InterpolationMode.Bilinear, antialias: true),
        ["interpolate_bicubic"] = x => F.interpolate(x[0], [9, 4], mode: InterpolationMode.Bicubic),
        ["interpolate_linear"] = x => F.interpolate(x[0], [5], mode: InterpolationMode.Linear),
        ["interpolate_area"] = x => F.interpolate(x[0], scale_factor: [0.5], mode: InterpolationMode.Area),
        ["pixel_shuffle"] = x => F.pixel_shuffle(x[0], 2),
        ["pixel_unshuffle"] = x => F.pixel_unshuffle(x[0], 2),
        ["grid_sample"] = x => F.grid_sample(x[0], x[1]),
        ["grid_sample_border"] = x => F.grid_sample(x[0], x[1] * 1.5, padding_mode: GridSamplePaddingMode.Border, align_corners: true),
        ["grid_sample_reflection"] = x => F.grid_sample(x[0], x[1] * 1.5, GridSampleMode.Nearest, GridSamplePaddingMode.Reflection),
        ["affine_grid"] = x => F.affine_grid(x[0], [2, 3, 4, 5]),
        ["cross_entropy"] = x => F.cross_entropy(x[0], x[1]),
        ["cross_entropy_weighted"] = x => F.cross_entropy(x[0], x[1], Constant(x[2]), label_smoothing: 0.1),
        ["cross_entropy_ignore"] = x => F.cross_entropy(x[0], x[1], ignore_index: 3, reduction: nn.Reduction.Sum),
        ["cross_entropy_probabilities"] = x => F.cross_entropy(x[0], Constant(x[1]), reduction: nn.Reduction.None),
        ["cross_entropy_pixels"] = x => F.cross_entropy(x[0], x[1]),
        ["nll_loss"] = x => F.nll_loss(F.log_softmax(x[0], 1), x[1], Constant(x[2])),
        ["mse_loss_none"] = x => F.mse_loss(x[0], x[1], nn.Reduction.None),
        ["mse_loss_mean"] = x => F.mse_loss(x[0], x[1]),
        ["mse_loss_sum"] = x => F.mse_loss(x[0], x[1], nn.Reduction.Sum),
        ["l1_loss"] = x => F.l1_loss(x[0], x[1]),
        ["smooth_l1_loss"] = x => F.smooth_l1_loss(x[0], x[1], beta: 0.5),
        ["huber_loss"] = x => F.huber_loss(x[0], x[1], 0.7),
        ["kl_div"] = x => F.kl_div(F.log_softmax(x[0], 1), x[1], log_target: false),
        ["kl_div_log"] = x => F.kl_div(F.log_softmax(x[0], 1), x[1], reduction: nn.Reduction.Sum),
        ["binary_cross_entropy"] = x => F.binary_cross_entropy(x[0], Constant(x[1]), Constant(x[2])),
        ["binary_cross_entropy_with_logits"] = x => F.binary_cross_entropy_with_logits(x[0], x[1], pos_weights: Constant(x[2])),
        ["one_hot"] = x => F.one_hot(x[0], 6),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>The cases that this class covers, for the test that none is forgotten.</summary>
    internal static IEnumerable<string> Covered => Cases.Keys;

    [Theory, MemberData(nameof(Names))]
    public void Functional_AgainstPyTorch_SameOutputAndGradients(string name) => NnFixture.Check(name, Cases[name]);

    public static TheoryData<string> InPlaceNames => ["relu", "relu6", "leaky_relu", "silu", "sigmoid", "tanh", "gelu", "hardswish"];

    [Theory, MemberData(nameof(InPlaceNames))]
    public void Activation_InPlace_OverwritesTheInputAndReturnsAnotherObjectForIt(string name)
    {
        using var scope = NewDisposeScope();
        Tensor input = NnFixture.Fill([2, 3, 4], 0), expected = Cases[name]([NnFixture.Fill([2, 3, 4], 0)]);
        var output = name switch
        {
            "relu" => F.relu(input, true),
            "relu6" => F.relu6(input, true),
            "leaky_relu" => F.leaky_relu(input, 0.2, true),
            "silu" => F.silu(input, true),
            "sigmoid" => F.sigmoid(input, true),
            "tanh" => F.tanh(input, true),
            "gelu" => F.gelu(input, true),
            _ => F.hardswish(input, true),
        };
        Assert.NotSame(input, output);
        Assert.Equal(NnFixture.Values(expected), NnFixture.Values(input));
        input.Dispose();
        Assert.Equal(NnFixture.Values(expected), NnFixture.Values(output));
    }

    [Fact]
    public void BatchNorm_OneValueForEachChannel_SaysWhatToDo()
    {
        using var input = ones([1, 3]);
        var error = Assert.Throws<ArgumentException>(() => F.batch_norm(input, null, null, training: true));
        Assert.Contains("(1, 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Interpolate_WrongArguments_SaysWhich()
    {
        using var image = ones([1, 1, 4, 4]);
        Assert.Contains("size or scale_factor", Assert.Throws<ArgumentException>(() => F.interpolate(image)).Message, StringComparison.Ordinal);
        Assert.Contains("Trilinear", Assert.Throws<ArgumentException>(() => F.interpolate(image, [2], mode: InterpolationMode.Trilinear)).Message, StringComparison.Ordinal);
        Assert.Contains("one for each side", Assert.Throws<ArgumentException>(() => F.interpolate(image, [2, 2, 2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pad_OneNumber_PadsEverySide()
    {
        using var image = ones([2, 3]);
        using var padded = F.pad(image, 1);
        Assert.Equal([4, 5], padded.shape);
        Assert.Equal(6, NnFixture.Values(padded).Sum());
    }

    private static Tensor Constant(Tensor tensor) => FerKit.Torch.Interop.Aten.Call("clone", FerKit.Torch.Interop.Aten.Call("detach", tensor));
}
