using FerKit.Training;
using FerKit.Training.Augmentations;

namespace FerKit.Tests.Training;

/// <summary>How the numbers of each operation are spread over many pictures: both signs, the whole range, the same everywhere.</summary>
public sealed class AugmentationDrawTests
{
    private const int Count = 20_000, Side = 50;

    [Fact]
    public void FlipAndShift_OverManyDraws_MirrorsHalfAndMovesAllWaysAlike()
    {
        float[][] drawn = Draw(new FlipAndShift(new Augmentation(true, 0.1), Side));
        Assert.Equal(0.5, Share(drawn, numbers => numbers[0] < 0), 0.02);
        foreach (int axis in new[] { 1, 2 })
            for (int step = -5; step <= 5; step++)
                Assert.Equal(1 / 11.0, Share(drawn, numbers => numbers[axis] == step), 0.01);
        // Apart from one another: a quarter goes each way.
        Assert.Equal(25 / 121.0, Share(drawn, numbers => numbers[1] > 0 && numbers[2] > 0), 0.02);
        Assert.Equal(25 / 121.0, Share(drawn, numbers => numbers[1] > 0 && numbers[2] < 0), 0.02);
        Assert.Equal(5 / 22.0, Share(drawn, numbers => numbers[0] < 0 && numbers[2] < 0), 0.02);
    }

    [Fact]
    public void RotateAndShift_OverManyDraws_TurnsBothWaysAlike()
    {
        float[][] drawn = Draw(new RotateAndShift(new Augmentation(true, 0.1) { Rotation = 20 }, Side));
        Uniform(drawn.Select(numbers => Math.Atan2(-numbers[1], numbers[4]) * 180 / Math.PI), -20, 20);
        Assert.Equal(0.5, Share(drawn, numbers => numbers[0] < 0), 0.02);
        foreach (int axis in new[] { 2, 5 })
            Uniform(drawn.Select(numbers => numbers[axis] * (Side - 1) / 2.0), -5, 5, whole: true);
    }

    [Fact]
    public void ColorJitter_OverManyDraws_ReachesEachStrengthBothWays()
    {
        float[][] drawn = Draw(new ColorJitter(new Augmentation { Brightness = 0.2, Contrast = 0.4, Saturation = 0.7 }));
        Uniform(drawn.Select(numbers => (double)numbers[0]), 0.8, 1.2);
        Uniform(drawn.Select(numbers => (double)numbers[1]), 0.6, 1.4);
        Uniform(drawn.Select(numbers => (double)numbers[2]), 0.3, 1.7);
        Assert.Equal(0.25, Share(drawn, numbers => numbers[0] > 1 && numbers[1] < 1), 0.02);
        Assert.Equal(0.25, Share(drawn, numbers => numbers[1] > 1 && numbers[2] < 1), 0.02);
    }

    [Fact]
    public void RandomErasing_OverManyDraws_LiesEverywhereAlike()
    {
        float[][] drawn = Draw(new RandomErasing(new Augmentation { Erasing = 0.5 }, Side));
        Assert.Equal(0.5, Share(drawn, numbers => numbers[1] > 0), 0.02);
        float[][] done = [.. drawn.Where(numbers => numbers[1] > 0)];
        // Where among the places that it fits, as a share: whole steps are spread over their width.
        var random = new SeededRandom(8);
        Uniform(done.Select(numbers => (numbers[0] + random.NextDouble()) / (Side - (numbers[1] - numbers[0]) + 1)), 0, 1);
        Uniform(done.Select(numbers => (numbers[2] + random.NextDouble()) / (Side - (numbers[3] - numbers[2]) + 1)), 0, 1);
        Assert.Equal(0.25, done.Count(numbers => numbers[0] + numbers[1] > Side && numbers[2] + numbers[3] < Side) / (double)done.Length, 0.05);
    }

    [Fact]
    public void RandomOccluder_OverManyDraws_TiltsAndMovesBothWaysAlike()
    {
        float[][] done = [.. Draw(new RandomOccluder(new Augmentation { Occlusion = 1 }, Side)).Where(numbers => numbers[2] > 0)];
        Assert.Equal(Count, done.Length);
        Uniform(done.Select(numbers => Math.Atan2(numbers[5], numbers[4])), -0.25, 0.25);
        float[][] bars = [.. done.Where(numbers => numbers[6] == 0)];
        Uniform(bars.Select(numbers => numbers[0] - 0.5), -0.04, 0.04);
        Uniform(bars.Select(numbers => numbers[1] - (numbers[1] < 0.6 ? 0.42 : 0.76)), -0.04, 0.04);
        Assert.Equal(0.5, Share(done, numbers => numbers[7] == 1), 0.02);
        foreach (int colour in new[] { 8, 9, 10 })
            Uniform(done.Select(numbers => (double)numbers[colour]), 0, 255, whole: true);
    }

    private static float[][] Draw(IBatchOperation operation)
    {
        var random = new SeededRandom(7);
        return [.. Enumerable.Range(0, Count).Select(_ =>
        {
            var numbers = new float[operation.Width];
            operation.Draw(random, numbers);
            return numbers;
        })];
    }

    private static double Share(float[][] drawn, Func<float[], bool> which) => drawn.Count(which) / (double)drawn.Length;

    /// <summary>Nothing outside, something near both ends, and every tenth of the draws in a tenth of the range.</summary>
    private static void Uniform(IEnumerable<double> values, double least, double most, bool whole = false)
    {
        double[] sorted = [.. values.Order()];
        double range = most - least, step = whole ? 1 : 0.01 * range;
        Assert.InRange(sorted[0], least - 1e-4, least + step);
        Assert.InRange(sorted[^1], most - step, most + 1e-4);
        for (int tenth = 1; tenth <= 9; tenth++)
            Assert.Equal(least + range * tenth / 10, sorted[sorted.Length * tenth / 10], Math.Max(step, 0.04 * range));
        Assert.Equal((least + most) / 2, sorted.Average(), 0.02 * range);
    }
}
