using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Tensors;

[Collection("libtorch")]
public sealed class CreationTests
{
    [Fact]
    public void Factories_WithoutAType_TakeTorchSharpsDefaults()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal(ScalarType.Int64, arange(5).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.25).dtype);
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 3.0).dtype);
        Assert.Equal(ScalarType.Int64, randperm(3).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.5).dtype);
        Assert.Equal(ScalarType.Float32, tensor(1.5f).dtype);
        Assert.Equal(ScalarType.Byte, tensor(new byte[] { 1 }).dtype);
        Assert.Equal(ScalarType.Float32, linspace(0, 1, 3).dtype);
    }

    [Fact]
    public void Arrays_OfSeveralRanks_KeepShapeAndOrder()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2, 3], tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor(new[,] { { 1, 2, 3 }, { 4, 5, 6 } }).data<int>());
        Assert.Equal([1, 2, 2], tensor(new[,,] { { { 1f, 2f }, { 3f, 4f } } }).shape);
        Assert.Equal([3, 2], tensor(new List<float> { 1, 2, 3, 4, 5, 6 }, [3, 2]).shape);
        Assert.Equal([true, false], tensor(new[] { true, false }).data<bool>());
        Assert.Equal([1, 2], tensor(new short[] { 1, 2 }, ScalarType.Float64).data<double>());
        Assert.Empty(tensor(1L).shape);
        Assert.Equal(0, tensor(Array.Empty<float>()).numel());
    }

    [Fact]
    public void Array_ThatDoesNotFillTheShape_IsRefusedWithBothNumbers()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new float[5], [2, 3]));

        Assert.Contains("5", error.Message, StringComparison.Ordinal);
        Assert.Contains("(2, 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromArray_OnTheCpu_SharesMemory()
    {
        float[,] array = { { 1, 2 }, { 3, 4 } };
        using var shared = from_array(array);
        using var copied = from_array(array, ScalarType.Float64);

        shared[0, 1] = 9f;
        array[1, 0] = 7;

        Assert.Equal(9, array[0, 1]);
        Assert.Equal([1, 9, 7, 4], shared.data<float>());
        Assert.Equal([1, 2, 3, 4], copied.data<double>());
    }

    [Fact]
    public void FromArray_ArrayThatNobodyHolds_LivesAsLongAsAView()
    {
        using var view = View();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _ = new byte[100_000];

        Assert.Equal(Enumerable.Range(500, 500).Select(i => (long)i), view.data<long>());

        static Tensor View()
        {
            using var whole = from_array(Enumerable.Range(0, 1000).Select(i => (long)i).ToArray());
            return whole[500..];
        }
    }

    [Fact]
    public void FromBuffer_PartOfAnArray_SharesItUnlessTheTypeDiffers()
    {
        int[] array = [1, 2, 3, 4, 5];
        using var part = frombuffer(array, ScalarType.Int32, 2, 1);
        using var other = frombuffer(array, ScalarType.Float32, offset: 3);
        array[1] = 20;

        Assert.Equal([20, 3], part.data<int>());
        Assert.Equal([4, 5], other.data<float>());
        Assert.Throws<ArgumentException>(() => frombuffer(array, ScalarType.Int32, offset: 5));
        Assert.Throws<IndexOutOfRangeException>(() => frombuffer(array, ScalarType.Int32, 5, 1));
    }

    [Fact]
    public void DefaultType_Changed_HoldsForNewReals()
    {
        set_default_dtype(ScalarType.Float64);
        try
        {
            using var made = ones(2);
            Assert.Equal(ScalarType.Float64, made.dtype);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
        Assert.Equal(ScalarType.Float32, get_default_dtype());
        Assert.Throws<System.Runtime.InteropServices.ExternalException>(() => set_default_dtype(ScalarType.Int32));
    }

    [Fact]
    public void Names_OfDimensions_AreRefused()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        Assert.Throws<NotSupportedException>(() => zeros(2, names: ["n"]));

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void RandomNumbers_SameSeed_AreTheSame()
    {
        using var generator = new Generator(7);
        using var first = randn([16], generator: generator);
        generator.manual_seed(7);
        using var second = randn([16], generator: generator);
        using var integers = randint(3, 9, [1000], generator: generator);
        using var order = randperm(50, generator: generator);

        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());
        Assert.All(integers.data<long>(), value => Assert.InRange(value, 3, 8));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), order.data<long>().Order());
    }

    [Fact]
    public void Joining_InEachWay_GivesTheShapesOfPyTorch()
    {
        using var scope = NewDisposeScope();
        Tensor a = zeros(2, 3), b = ones(2, 3);

        Assert.Equal([4, 3], cat([a, b]).shape);
        Assert.Equal([2, 6], concat([a, b], 1).shape);
        Assert.Equal([2, 2, 3], stack([a, b]).shape);
        Assert.Equal([2, 6], hstack(a, b).shape);
        Assert.Equal([4, 3], vstack([a, b]).shape);
        Assert.Equal([2, 3, 2], dstack(a, b).shape);
        Assert.Equal([2, 6], column_stack(a, b).shape);
        Assert.Equal([4, 6], block_diag(a, b).shape);
        Assert.Equal([3, 2], meshgrid([arange(3), arange(2)])[0].shape);
        Assert.Equal([2, 3], meshgrid([arange(3), arange(2)], "xy")[1].shape);
        Assert.Equal([2, 2], einsum("ij,kj->ik", a, b).shape);
        Assert.Equal([6, 2], cartesian_prod(arange(3), arange(2)).shape);
        Assert.Equal([0, 1, 1], where(tensor(new[] { false, true, true }), tensor([1f]), tensor([0f])).data<float>());
        Assert.Equal([1, 2], where(tensor(new[] { false, true, true }))[0].data<long>());
        Assert.Equal([0, 5], torch.cdist(zeros(1, 2), tensor(new[,] { { 0f, 0f }, { 3f, 4f } })).data<float>());
        Assert.Equal([1, 3], searchsorted(tensor([1f, 2f, 3f]), tensor([1.5f, 9f])).data<long>());
    }
}
