using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Fills a rectangle with noise (Zhong et al. 2020, AAAI). Area and aspect are drawn as torchvision's RandomErasing draws them:
/// ten tries for a rectangle that fits, else none. Numbers: top, bottom, left, right; the second of each pair is excluded.
/// </summary>
internal sealed class RandomErasing(Augmentation options, int side) : IBatchOperation
{
    /// <summary>The smallest share of the picture that is erased.</summary>
    public const double LeastArea = 0.02;

    private const double LeastAspect = 0.3, MostAspect = 3.3;
    private const int Tries = 10;

    public int Width => 4;

    public void Draw(SeededRandom random, Span<float> numbers)
    {
        numbers.Clear();
        if (random.NextDouble() >= options.Erasing) return;
        for (int i = 0; i < Tries; i++)
        {
            double area = (LeastArea + (options.ErasingArea - LeastArea) * random.NextDouble()) * side * side;
            double aspect = LeastAspect * Math.Pow(MostAspect / LeastAspect, random.NextDouble());
            int height = (int)Math.Round(Math.Sqrt(area * aspect)), width = (int)Math.Round(Math.Sqrt(area / aspect));
            if (height >= side || width >= side) continue;
            (numbers[0], numbers[2]) = (random.Next(side - height + 1), random.Next(side - width + 1));
            (numbers[1], numbers[3]) = (numbers[0] + height, numbers[2] + width);
            return;
        }
    }

    public Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random)
    {
        var places = arange(side, dtype: ScalarType.Float32, device: pixels.device);
        var rows = Between(places, numbers.narrow(1, 0, 2)).view(-1, 1, side, 1);
        var columns = Between(places, numbers.narrow(1, 2, 2)).view(-1, 1, 1, side);
        return where(rows.logical_and(columns), Noise.Like(pixels, random), pixels.to(ScalarType.Float32));
    }

    private static Tensor Between(Tensor places, Tensor ends) => places.ge(ends.narrow(1, 0, 1)).logical_and(places.lt(ends.narrow(1, 1, 1)));
}
