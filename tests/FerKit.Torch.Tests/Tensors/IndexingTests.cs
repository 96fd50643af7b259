using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Tensors;

/// <summary>Indexing against a plain reference: positions in nested loops over an array.</summary>
[Collection("libtorch")]
public sealed class IndexingTests
{
    private static readonly long[] Shape = [4, 3, 5];

    // Element (i, j, k) is 100 i + 10 j + k.
    private static Tensor Sample() => arange(4).view(4, 1, 1) * 100 + arange(3).view(3, 1) * 10 + arange(5);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Index_RandomPositionsAndRanges_AgreesWithLoops(int seed)
    {
        using var scope = NewDisposeScope();
        var random = new Random(seed);
        var tensor = Sample();
        for (int round = 0; round < 50; round++)
        {
            var indices = new List<TensorIndex>();
            var kept = new List<List<long>>();
            var shape = new List<long>();
            foreach (long side in Shape.Take(random.Next(1, 4)))
            {
                if (random.Next(2) == 0)
                {
                    long at = random.NextInt64(-side, side);
                    indices.Add(at);
                    kept.Add([at < 0 ? at + side : at]);
                    continue;
                }
                long start = random.NextInt64(0, side), stop = random.NextInt64(start, side + 1), step = random.Next(1, 3);
                indices.Add(TensorIndex.Slice(start, stop == side && random.Next(2) == 0 ? null : stop, step));
                kept.Add([.. Enumerable.Range(0, (int)side).Select(at => (long)at).Where(at => at >= start && at < stop && (at - start) % step == 0)]);
                shape.Add(kept[^1].Count);
            }
            for (int axis = kept.Count; axis < 3; axis++)
            {
                kept.Add([.. Enumerable.Range(0, (int)Shape[axis]).Select(at => (long)at)]);
                shape.Add(Shape[axis]);
            }

            var found = tensor[[.. indices]];

            Assert.Equal(shape, found.shape);
            Assert.Equal(from i in kept[0] from j in kept[1] from k in kept[2] select 100 * i + 10 * j + k, found.data<long>().ToArray());
        }
    }

    [Fact]
    public void Index_NewAxisEllipsisAndBool_PlaceAxes()
    {
        using var scope = NewDisposeScope();
        var tensor = Sample();

        Assert.Equal([1, 4, 3, 5], tensor[TensorIndex.None].shape);
        Assert.Equal([4, 3, 1, 5], tensor[TensorIndex.Ellipsis, TensorIndex.None, TensorIndex.Colon].shape);
        Assert.Equal([4, 3], tensor[TensorIndex.Ellipsis, 2].shape);
        Assert.Equal([1, 4, 3, 5], tensor[TensorIndex.Bool(true)].shape);
        Assert.Equal([0, 4, 3, 5], tensor[TensorIndex.Bool(false)].shape);
        Assert.Equal([2, 3, 5], tensor[1..3].shape);
        Assert.Equal([1, 3, 5], tensor[^1..].shape);
        Assert.Equal([3, 5], tensor[^1].shape);
        Assert.Equal([4, 2, 5], tensor[.., (1, null)].shape);
    }

    [Fact]
    public void Index_MaskOverTwoAxes_TakesItsElements()
    {
        using var scope = NewDisposeScope();
        var tensor = Sample();
        var mask = zeros(4, 3, dtype: ScalarType.Bool);
        mask[1, 2] = true;
        mask[3, 0] = true;

        Assert.Equal([120, 121, 122, 123, 124, 300, 301, 302, 303, 304], tensor[TensorIndex.Tensor(mask)].data<long>());
        Assert.Equal([124, 304], tensor[TensorIndex.Tensor(mask), 4].data<long>());
        Assert.Equal([124, 304], tensor[TensorIndex.Tensor(mask), TensorIndex.Ellipsis, 4].data<long>());
        Assert.Equal([120, 300], tensor[mask][TensorIndex.Colon, 0].data<long>());
        Assert.Throws<ArgumentException>(() => tensor[TensorIndex.Tensor(mask), 0, 0]);
    }

    [Fact]
    public void Index_TensorsOfPositions_PickPairs()
    {
        using var scope = NewDisposeScope();
        var tensor = Sample();
        var rows = torch.tensor([0L, 3L]);
        var columns = torch.tensor([2L, 1L]);

        Assert.Equal([24, 314], tensor[TensorIndex.Tensor(rows), TensorIndex.Tensor(columns), 4].data<long>());
        Assert.Equal([24, 314], tensor[rows, columns][TensorIndex.Colon, 4].data<long>());
        Assert.Equal([2, 5, 2], tensor[TensorIndex.Tensor(rows), TensorIndex.Colon][TensorIndex.Colon, TensorIndex.Tensor(columns)].transpose(1, 2).shape);
        Assert.Equal([4, 2, 5], tensor[TensorIndex.Colon, TensorIndex.Tensor(columns)].shape);
    }

    [Fact]
    public void Assignment_ThroughPositionsRangesMasksAndPairs_ChangesThoseElementsOnly()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(4, 3);
        tensor[0, 1] = 1;
        tensor[1] = torch.tensor(new[,] { { 2f, 3f, 4f } });
        tensor[2.., 0] = torch.tensor([5f, 6f]);
        tensor[tensor == 5] = torch.tensor(7f);
        tensor[torch.tensor([3L, 3L]), torch.tensor([1L, 2L])] = torch.tensor([8f, 9f]);
        tensor[TensorIndex.Ellipsis, ^1] = tensor[TensorIndex.Ellipsis, ^1] + 1;

        Assert.Equal([0, 1, 1, 2, 3, 5, 7, 0, 1, 6, 8, 10], tensor.data<float>());
    }

    [Fact]
    public void Assignment_WithAccumulation_AddsAtRepeatedPositions()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(3);

        tensor.index_put_(torch.tensor([1f, 2f, 4f]), [torch.tensor([0L, 2L, 2L])], accumulate: true);

        Assert.Equal([1, 0, 6], tensor.data<float>());
    }

    [Fact]
    public void Index_PositionsAndRanges_ShareTheStorage()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(2, 3);

        tensor[1].fill_(4);
        tensor[.., 0..2].add_(1);

        Assert.Equal([1, 1, 0, 5, 5, 4], tensor.data<float>());
    }

    [Fact]
    public void Index_TooManyOrTooFar_SaysTheShape()
    {
        using var scope = NewDisposeScope();
        var tensor = zeros(2, 3);

        Assert.Contains("(2, 3)", Assert.Throws<ArgumentException>(() => tensor[0, 0, 0]).Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => tensor[5]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Indexing_OfEveryKind_LeavesNoTemporaries()
    {
        using var tensor = Keep(() => Sample());
        using var mask = Keep(() => tensor > 200);
        using var rows = Keep(() => torch.tensor([0L, 3L]));
        using var value = Keep(() => torch.tensor(1L));
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        tensor[0, 1, 2].Dispose();
        tensor[1.., TensorIndex.None, ^1].Dispose();
        tensor[TensorIndex.Tensor(mask)].Dispose();
        tensor[TensorIndex.Colon, TensorIndex.Bool(true)].Dispose();
        tensor[rows].Dispose();
        tensor[0, 1] = value;
        tensor[mask] = value;
        tensor.index_put_(3, TensorIndex.Tensor(rows), 1);

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        static Tensor Keep(Func<Tensor> make) => WrappedTensorDisposeScope(make);
    }
}
