using FerKit.Data;

namespace FerKit.Tests.Data;

public class BatchPlanTests
{
    [Fact]
    public void Shuffled_EveryRemainder_HasEachIndexOnceAndNoSingleSample()
    {
        for (int batchSize = 2; batchSize <= 9; batchSize++)
        {
            for (int count = 2; count <= 40; count++)
            {
                IReadOnlyList<int[]> batches = BatchPlan.Shuffled(count, batchSize, 7, 0);
                Assert.Equal(Enumerable.Range(0, count), batches.SelectMany(b => b).Order());
                Assert.All(batches, b => Assert.InRange(b.Length, 2, batchSize + 1));
                Assert.All(batches.SkipLast(1), b => Assert.Equal(batchSize, b.Length));
            }
        }
    }

    [Theory]
    [InlineData(65, 32, new[] { 32, 33 })]
    [InlineData(66, 32, new[] { 32, 32, 2 })]
    [InlineData(64, 32, new[] { 32, 32 })]
    [InlineData(33, 32, new[] { 33 })]
    [InlineData(5, int.MaxValue, new[] { 5 })]
    public void Shuffled_LastSampleAlone_JoinsTheBatchBefore(int count, int batchSize, int[] lengths) =>
        Assert.Equal(lengths, BatchPlan.Shuffled(count, batchSize, 7, 0).Select(b => b.Length));

    [Fact]
    public void Shuffled_SameSeedAndEpoch_SameOrder_OtherEpochOrSeed_AnotherOrder()
    {
        int[] Order(ulong seed, int epoch) => [.. BatchPlan.Shuffled(1_000, 32, seed, epoch).SelectMany(b => b)];
        Assert.Equal(Order(1, 3), Order(1, 3));
        Assert.NotEqual(Order(1, 3), Order(1, 4));
        Assert.NotEqual(Order(1, 3), Order(2, 3));
    }

    [Fact]
    public void Shuffled_KnownSeed_KeepsItsOrderForEver() =>
        Assert.Equal(Expected, string.Join(' ', BatchPlan.Shuffled(10, 4, 1, 0).Select(b => string.Join(',', b))));

    private const string Expected = "2,9,4,7 6,0,1,8 3,5";

    [Theory]
    [InlineData(0, 4)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void Shuffled_NothingToBatch_IsRefused(int count, int batchSize) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BatchPlan.Shuffled(count, batchSize, 0, 0));
}
