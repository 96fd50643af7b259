using FerKit.Evaluation;
using FerKit.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Tests.Evaluation;

/// <summary>The weights of ACmix's attention.</summary>
[Collection("libtorch")]
public sealed class AttentionMapsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public AttentionMapsTests() => manual_seed(8);

    [Fact]
    public void Attention_OfOnePixel_IsTheSoftmaxOverItsWindow()
    {
        using var acmix = new AcMix(8, heads: 2, window: 3);
        var input = randn(1, 8, 9, 11);
        var found = acmix.Attention(input, (4, 6));
        Assert.Equal([1, 2, 9, 11], found.shape);

        // Eq. (5) by hand: the four channels of each head, keys and positions of the nine neighbours.
        using var off = no_grad();
        var parts = acmix.named_children().ToDictionary(one => one.Item1, one => (nn.Module<Tensor, Tensor>)one.Item2);
        Tensor q = parts["query"].call(input), k = parts["key"].call(input);
        var x = linspace(-1, 1, 11).view(1, 1, 1, 11).expand(1, 1, 9, 11);
        var y = linspace(-1, 1, 9).view(1, 1, 9, 1).expand(1, 1, 9, 11);
        var p = parts["position"].call(cat([x, y], 1));
        for (int head = 0; head < 2; head++)
        {
            var query = q[0, TensorIndex.Slice(4 * head, 4 * head + 4), 4, 6] / 2;
            var logits = stack([.. Enumerable.Range(0, 9).Select(i => (query * (k[0, TensorIndex.Slice(4 * head, 4 * head + 4), 3 + i / 3, 5 + i % 3] + p[0, TensorIndex.Colon, 4, 6]
                - p[0, TensorIndex.Colon, 3 + i / 3, 5 + i % 3])).sum())]);
            float[] expected = logits.softmax(0).data<float>().ToArray();
            for (int i = 0; i < 9; i++) Assert.Equal(expected[i], found[0, head, 3 + i / 3, 5 + i % 3].item<float>(), 1e-5);
        }
        Assert.Equal(2, found.sum().item<float>(), 1e-4);    // nothing outside the windows
    }

    [Fact]
    public void Attention_OfAllPixels_IsTheSumOfEach()
    {
        using var acmix = new AcMix(4, heads: 1, window: 3);
        var input = randn(2, 4, 4, 5);
        var each = Enumerable.Range(0, 20).Select(i => acmix.Attention(input, (i / 5, i % 5))).Aggregate((a, b) => a + b);
        Assert.True(each.allclose(acmix.Attention(input), 1e-4, 1e-5));
    }

    [Fact]
    public void Of_AGclNet_GivesMapsAndLeavesNothingBehind()
    {
        using var network = ModelZoo.Create("gclnet:tiny");
        var images = randn(3, 3, 64, 64);
        AttentionMaps.Of(network, images);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        var all = AttentionMaps.Of(network, images);
        var corner = AttentionMaps.Of(network, images, (1, 0));
        Assert.Equal(0, ModuleHooks.Count(network));
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Assert.True(network.training);
        Assert.True(is_grad_enabled());
        Assert.All(all, map => Assert.Equal(1, map.Values.Max()));
        Assert.All(corner, map =>
        {
            Assert.Equal((16, 16), (map.Height, map.Width));
            Assert.InRange(map.At(1, 0), 0.1, 1);
            Assert.Equal(0, map.At(0, 1));                    // outside the window of the corner
            Assert.True(map.Values.Count(value => value > 0) <= 16);
        });
    }

    [Fact]
    public void Of_AModelWithoutAttentionOrAPlaceOutside_SaysSo()
    {
        using var plain = ModelZoo.Create("resnet34:tiny");
        Assert.Contains("no ACmix", Assert.Throws<ArgumentException>(() => AttentionMaps.Of(plain, randn(1, 3, 32, 32))).Message);
        Assert.Contains("outside the picture", Assert.Throws<ArgumentException>(() => AttentionMaps.Of(plain, randn(1, 3, 32, 32), (1.5, 0))).Message);
        using var acmix = new AcMix(4, heads: 1, window: 3);
        Assert.Contains("outside the map of 4 x 4", Assert.Throws<ArgumentException>(() => acmix.Attention(randn(1, 4, 4, 4), (4, 0))).Message);
    }

    public void Dispose() => scope.Dispose();
}
