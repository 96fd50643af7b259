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
    [InlineData(9, 11, 4, 5)]   // 11 is prime: blocks of one column
    [InlineData(4, 4, 2, 7)]    // as small as reflection allows
    [InlineData(10, 6, 8, 1)]
    public void Blocks_OfAnySize_EqualTheUnfoldedForm(long height, long width, long heads, int window)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        const long depth = 3;
        Tensor[] inputs =
        [
            .. Enumerable.Range(0, 3).Select(_ => randn([2, heads * depth, height, width], dtype: ScalarType.Float64)),
            randn([1, depth, height, width], dtype: ScalarType.Float64),
        ];
        var direction = randn([2, heads * depth, height, width], dtype: ScalarType.Float64);
        var (unfolded, blocks) = (Run(UnfoldedAttention.Apply), Run(WindowAttention.Apply));
        foreach (var (wanted, got) in unfolded.Zip(blocks))
        {
            Assert.Equal(wanted.shape, got.shape);
            Assert.True((wanted - got).abs().max().ToDouble() <= 1e-12 * (1 + wanted.abs().max().ToDouble()));
        }

        // The result, then the gradients with respect to q, k, v and p.
        Tensor[] Run(Func<Tensor, Tensor, Tensor, Tensor, long, int, Tensor> attention)
        {
            Tensor[] leaves = [.. inputs.Select(one => one.clone().requires_grad_(true))];
            var output = attention(leaves[0], leaves[1], leaves[2], leaves[3], heads, window);
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
