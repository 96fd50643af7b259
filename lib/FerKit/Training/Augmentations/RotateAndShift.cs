using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Mirrors, turns and moves each picture in one bilinear sampling. At no angle it reads the pixels that <see cref="FlipAndShift"/>
/// reads, which draws its flips and shifts. Numbers: the map (2, 3) from places in the result to places in the picture, both
/// from -1 to 1 between the centres of the outermost pixels, as torch's affine_grid takes it with align_corners.
/// </summary>
internal sealed class RotateAndShift(Augmentation options, int side) : IBatchOperation
{
    private readonly FlipAndShift plain = new(options, side);

    public int Width => 6;

    public void Draw(SeededRandom random, Span<float> numbers)
    {
        Span<float> move = stackalloc float[3];
        plain.Draw(random, move);
        double angle = (2 * random.NextDouble() - 1) * options.Rotation * Math.PI / 180;
        Map(move[0] < 0, move[1] * 2.0 / (side - 1), move[2] * 2.0 / (side - 1), angle, numbers);
    }

    public Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random)
    {
        var grid = F.affine_grid(numbers.reshape(-1, 2, 3), pixels.shape, align_corners: true);
        return F.grid_sample(pixels.to(ScalarType.Float32), grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Reflection, align_corners: true);
    }

    /// <summary>The map that mirrors, turns by an angle in radians and moves by shares of half the side.</summary>
    public static void Map(bool mirror, double right, double down, double angle, Span<float> map)
    {
        (double sin, double cos) = Math.SinCos(angle);
        double sign = mirror ? -1 : 1;
        ((ReadOnlySpan<float>)[(float)(sign * cos), (float)-sin, (float)right, (float)(sign * sin), (float)cos, (float)down]).CopyTo(map);
    }
}
