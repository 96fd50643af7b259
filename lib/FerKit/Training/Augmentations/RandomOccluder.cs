using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Hides the eyes or the mouth of aligned faces: a bar over the eyes or the mouth, a blob over one side of either, or a mask from
/// nose to chin, of one colour or of noise. Every one is a tilted shape between a rectangle and an ellipse, so that a batch needs one mask.
/// Numbers: centre x, y and half extents x, y in sides; cosine and sine of the tilt; roundness, 0 for a rectangle to 1 for
/// an ellipse; share of noise; red, green, blue.
/// </summary>
internal sealed class RandomOccluder(Augmentation options, int side) : IBatchOperation
{
    // Where aligned faces have them, in sides.
    private const double Eyes = 0.42, Mouth = 0.76, Chin = 0.8;

    public int Width => 11;

    public void Draw(SeededRandom random, Span<float> numbers)
    {
        bool done = random.NextDouble() < options.Occlusion;
        bool eyes = random.Next(2) == 0;
        double height = eyes ? Eyes : Mouth;
        var (x, y, halfX, halfY, roundness) = random.Next(eyes ? 2 : 3) switch
        {
            0 => (0.5, height, Between(0.3, 0.55), Between(0.06, 0.12), 0),
            1 => (0.5 + Between(-0.25, 0.25), height, Between(0.12, 0.25), Between(0.12, 0.25), 1),
            _ => (0.5, Chin, Between(0.3, 0.42), Between(0.2, 0.28), 0.5),
        };
        double tilt = Between(-0.25, 0.25);
        numbers[0] = (float)(x + Between(-0.04, 0.04));
        numbers[1] = (float)(y + Between(-0.04, 0.04));
        numbers[2] = done ? (float)halfX : 0;
        numbers[3] = done ? (float)halfY : 0;
        (numbers[4], numbers[5]) = ((float)Math.Cos(tilt), (float)Math.Sin(tilt));
        numbers[6] = (float)roundness;
        numbers[7] = random.Next(2);
        for (int i = 8; i < Width; i++) numbers[i] = random.Next(256);

        double Between(double least, double most) => least + (most - least) * random.NextDouble();
    }

    public Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random)
    {
        var fill = numbers.narrow(1, 8, 3).view(-1, 3, 1, 1).lerp(Noise.Like(pixels, random), Column(numbers, 7));
        return where(Mask(numbers, side), fill, pixels.to(ScalarType.Float32));
    }

    /// <summary>Where the occluders of numbers (n, 11) are: bool (n, 1, S, S).</summary>
    public static Tensor Mask(Tensor numbers, int side)
    {
        var places = arange(side, dtype: ScalarType.Float32, device: numbers.device).add_(0.5).div_(side);
        var (x, y) = (places.view(1, 1, 1, side) - Column(numbers, 0), places.view(1, 1, side, 1) - Column(numbers, 1));
        var (cos, sin) = (Column(numbers, 4), Column(numbers, 5));
        // Squared, so that a shape without extent holds no place: the distance is not below 0.
        var (along, across) = ((x * cos + y * sin).square(), (y * cos - x * sin).square());
        var (a, b) = (along * Column(numbers, 3).square(), across * Column(numbers, 2).square());
        var edge = (Column(numbers, 2) * Column(numbers, 3)).square();
        return a.maximum(b).add_(a.minimum(b).mul_(Column(numbers, 6))).lt(edge);
    }

    private static Tensor Column(Tensor numbers, long column) => numbers.narrow(1, column, 1).view(-1, 1, 1, 1);
}
