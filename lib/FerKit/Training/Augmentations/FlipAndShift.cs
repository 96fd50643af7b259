using static TorchSharp.torch;

namespace FerKit.Training.Augmentations;

/// <summary>
/// Mirrors and moves each picture by whole pixels: a crop after reflecting the border, without the border. Numbers: -1 for
/// mirrored or 1, then the steps right and down at which the picture is read.
/// </summary>
internal sealed class FlipAndShift(Augmentation options, int side) : IBatchOperation
{
    private readonly int margin = (int)Math.Round(options.Shift * side);

    public int Width => 3;

    public void Draw(SeededRandom random, Span<float> numbers)
    {
        // All are drawn always: one option does not change what another draws.
        double mirror = random.NextDouble();
        numbers[0] = options.Flip && mirror < 0.5 ? -1 : 1;
        numbers[1] = random.Next(2 * margin + 1) - margin;
        numbers[2] = random.Next(2 * margin + 1) - margin;
    }

    public Tensor Apply(Tensor pixels, Tensor numbers, SeededRandom random)
    {
        long count = pixels.shape[0];
        double centre = (side - 1) / 2.0;
        var steps = arange(side, dtype: ScalarType.Float32, device: pixels.device).sub_(centre);                                // (S)
        var columns = Reflected(steps * numbers.narrow(1, 0, 1) + numbers.narrow(1, 1, 1) + centre).unsqueeze(1);               // (n, 1, S)
        var rows = Reflected(steps + numbers.narrow(1, 2, 1) + centre).unsqueeze(2);                                            // (n, S, 1)
        var source = (rows * side + columns).to(ScalarType.Int64).view(count, 1, side * side).expand(count, 3, side * side);
        return pixels.reshape(count, 3, side * side).gather(2, source).view(count, 3, side, side);
    }

    // Places from -(S - 1) to 2 (S - 1), brought back into the picture as torch.nn.functional.pad(mode: reflect) does.
    private Tensor Reflected(Tensor places) => (places.abs() - (side - 1)).abs().neg_().add_(side - 1);
}
