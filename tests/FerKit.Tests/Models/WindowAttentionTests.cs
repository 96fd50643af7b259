using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Models;

/// <summary>Attention in blocks against the unfolded form, in double precision: values, and the gradients of all that goes in.</summary>
[Collection("libtorch")]
public sealed class WindowAttentionTests
{
    [Theory]
    [InlineData(16, 16, 4, 7)]
    [InlineData(8, 24, 2, 7)]
    [InlineData(12, 5, 1, 3)]
    [InlineData(9, 11, 4, 5)]   // 11 is prime: two blocks of six columns, the last of them beyond the map
    [InlineData(13, 17, 2, 7)]
    [InlineData(4, 4, 2, 7)]    // as small as reflection allows
    [InlineData(10, 6, 8, 1)]
    public void Blocks_OfAnySize_EqualTheUnfoldedForm(long height, long width, long heads, int window)
    {
        AssertEqual(2, heads, height, width, window, InOneSlice);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 2)]   // the last slice is a smaller one
    [InlineData(5, 4)]
    public void Slices_OfABatch_EqualTheUnfoldedFormAndTheWhole(long batch, long images)
    {
        // Blocks of 4 x 8 queries, with halos of 6 x 10 keys.
        const long heads = 2, height = 4, width = 8, logits = heads * height * width * 6 * 10;
        AssertEqual(batch, heads, height, width, 3, (q, k, v, p, h, w) => WindowAttention.Apply(q, k, v, p, h, w, images * logits));
        AssertEqual(batch, heads, height, width, 3, InOneSlice);
    }

    private static Tensor InOneSlice(Tensor q, Tensor k, Tensor v, Tensor p, long heads, int window) =>
        WindowAttention.Apply(q, k, v, p, heads, window);

    private static void AssertEqual(long batch, long heads, long height, long width, int window, Func<Tensor, Tensor, Tensor, Tensor, long, int, Tensor> attention)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        const long depth = 3;
        Tensor[] inputs =
        [
            .. Enumerable.Range(0, 3).Select(_ => randn([batch, heads * depth, height, width], dtype: ScalarType.Float64)),
            randn([1, depth, height, width], dtype: ScalarType.Float64),
        ];
        var direction = randn([batch, heads * depth, height, width], dtype: ScalarType.Float64);
        foreach (var (wanted, got) in Run(UnfoldedAttention.Apply).Zip(Run(attention)))
        {
            Assert.Equal(wanted.shape, got.shape);
            Assert.True((wanted - got).abs().max().ToDouble() <= 1e-12 * (1 + wanted.abs().max().ToDouble()));
        }

        // The result, then the gradients with respect to q, k, v and p.
        Tensor[] Run(Func<Tensor, Tensor, Tensor, Tensor, long, int, Tensor> run)
        {
            Tensor[] leaves = [.. inputs.Select(one => one.clone().requires_grad_(true))];
            var output = run(leaves[0], leaves[1], leaves[2], leaves[3], heads, window);
            (output * direction).sum().backward();
            return [output.detach(), .. leaves.Select(one => one.grad!)];
        }
    }

    [Fact]
    public void AcMix_PositionBias_CancelsInTheSoftmax()
    {
        using var scope = NewDisposeScope();
        using var acmix = new AcMix(8, heads: 2);
        acmix.to(ScalarType.Float64);
        var input = randn([1, 8, 9, 9], dtype: ScalarType.Float64);
        using var off = no_grad();
        var before = acmix.call(input);
        acmix.get_parameter("position.bias")!.add_(0.7);
        Assert.True((before - acmix.call(input)).abs().max().ToDouble() < 1e-12);
    }

    [Fact]
    public void AcMix_OnFeaturesTooSmallToReflect_SaysSo()
    {
        using var scope = NewDisposeScope();
        using var acmix = new AcMix(8, heads: 2);
        Assert.Contains("cannot be reflected by 3", Assert.Throws<ArgumentException>(() => acmix.call(randn(1, 8, 3, 9))).Message, StringComparison.Ordinal);
    }
}
