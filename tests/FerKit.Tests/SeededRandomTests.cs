namespace FerKit.Tests;

public class SeededRandomTests
{
    [Fact]
    public void NextUInt64_SeedZero_GivesTheAlgorithmsPublishedSequence()
    {
        // First outputs of the reference C code (Vigna, splitmix64.c) from state 0.
        var random = new SeededRandom(0);
        Assert.Equal(0xE220A8397B1DCDAFUL, random.NextUInt64());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.NextUInt64());
        Assert.Equal(0x06C45D188009454FUL, random.NextUInt64());
    }

    [Fact]
    public void State_Restored_GoesOnWithTheSameNumbers()
    {
        var random = new SeededRandom(3);
        random.NextDouble();
        var resumed = new SeededRandom(random.State);
        Assert.Equal(random.NextUInt64(), resumed.NextUInt64());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(13)]
    public void Fill_OfAnyLength_TakesTheBytesOfTheNumbersInOrder(int length)
    {
        var (filled, numbers) = (new SeededRandom(4), new SeededRandom(4));
        var bytes = new byte[length];
        filled.Fill(bytes);
        byte[] expected = [.. Enumerable.Range(0, (length + 7) / 8).SelectMany(_ => { ulong number = numbers.NextUInt64(); return Enumerable.Range(0, 8).Select(i => (byte)(number >> (8 * i))); })];
        Assert.Equal(expected[..length], bytes);
        Assert.Equal(numbers.State, filled.State);
    }

    [Fact]
    public void Next_SmallBound_IsUniform()
    {
        var random = new SeededRandom(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
            counts[random.Next(7)]++;
        // Five standard deviations of a binomial count with mean 10,000.
        Assert.All(counts, c => Assert.InRange(c, 10_000 - 463, 10_000 + 463));
    }

    [Fact]
    public void NextDouble_ManyDraws_StayBelowOneAndHaveMeanHalf()
    {
        var random = new SeededRandom(4);
        double[] draws = [.. Enumerable.Range(0, 10_000).Select(_ => random.NextDouble())];
        Assert.All(draws, d => Assert.InRange(d, 0, 1 - 1e-16));
        Assert.InRange(draws.Average(), 0.485, 0.515);
    }

    [Fact]
    public void Fork_OtherStreams_DifferAndLeaveTheParentAlone()
    {
        var random = new SeededRandom(5);
        ulong state = random.State;
        Assert.Equal(random.Fork(1).NextUInt64(), random.Fork(1).NextUInt64());
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(i => random.Fork((ulong)i).NextUInt64()).Distinct().Count());
        Assert.Equal(state, random.State);
    }

    [Fact]
    public void Shuffle_KeepsTheItems()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SeededRandom(6).Shuffle<int>(items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
        Assert.NotEqual(Enumerable.Range(0, 100), items);
    }
}
