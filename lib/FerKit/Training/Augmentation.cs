using FerKit.Training.Augmentations;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>
/// Random changes that leave the expression as it is, made to whole batches on their device. In this order: mirror, turn
/// and shift; colour; erased rectangles; synthetic occluders. What is 0 or false is not done.
/// </summary>
/// <param name="Flip">Mirrors each picture left to right with probability 1/2.</param>
/// <param name="Shift">Moves each picture by up to this share of its side in each direction, 0 to 0.5; the border is reflected.</param>
public sealed record Augmentation(bool Flip = true, double Shift = 0.08)
{
    /// <summary>Up to this share of the side, each way.</summary>
    public double Shift { get; init => field = InRange(value, 0, 0.5, nameof(Shift)); } = InRange(Shift, 0, 0.5, nameof(Shift));

    /// <summary>Turns each picture about its centre by up to this many degrees either way, 0 to 180; the border is reflected.</summary>
    public double Rotation { get; init => field = InRange(value, 0, 180, nameof(Rotation)); }

    /// <summary>Brightness is multiplied by 1 - this to 1 + this, 0 to 1.</summary>
    public double Brightness { get; init => field = InRange(value, 0, 1, nameof(Brightness)); }

    /// <summary>The distance from the picture's mean grey is multiplied by 1 - this to 1 + this, 0 to 1.</summary>
    public double Contrast { get; init => field = InRange(value, 0, 1, nameof(Contrast)); }

    /// <summary>The distance from the pixel's grey is multiplied by 1 - this to 1 + this, 0 to 1.</summary>
    public double Saturation { get; init => field = InRange(value, 0, 1, nameof(Saturation)); }

    /// <summary>Probability that a rectangle of a picture becomes noise, 0 to 1 (Zhong et al. 2020, Random Erasing).</summary>
    public double Erasing { get; init => field = InRange(value, 0, 1, nameof(Erasing)); }

    /// <summary>The largest share of the picture that is erased, 0.02 to 1; the smallest is 0.02.</summary>
    public double ErasingArea { get; init => field = InRange(value, RandomErasing.LeastArea, 1, nameof(ErasingArea)); } = 0.33;

    /// <summary>Probability that a bar, a blob or a mask hides the eyes or the mouth, 0 to 1; for aligned faces.</summary>
    public double Occlusion { get; init => field = InRange(value, 0, 1, nameof(Occlusion)); }

    /// <summary>
    /// Changes a batch; each picture gets its own draw. Each operation draws from a sequence of its own, so that turning one on
    /// leaves the draws of the others as they are. All is drawn on the CPU, so that it is the same on every device; the numbers of
    /// a batch are moved at once.
    /// </summary>
    /// <param name="pixels">uint8 or float32 (n, 3, S, S), values from 0 to 255; stays as it is.</param>
    /// <param name="random">The sequence of this batch; it moves by one number.</param>
    /// <returns>float32 (n, 3, S, S), values from 0 to 255, on the same device; the caller owns it.</returns>
    /// <exception cref="ArgumentException">The batch has another shape.</exception>
    public Tensor Apply(Tensor pixels, SeededRandom random)
    {
        if (pixels.shape is not [_, 3, var height, var width] || height != width)
            throw new ArgumentException($"The batch is ({string.Join(", ", pixels.shape)}): it must be (n, 3, S, S).", nameof(pixels));
        using var scope = NewDisposeScope();
        var batch = new SeededRandom(random.NextUInt64());
        var steps = Operations((int)height).Select(one => (one.Operation, Random: batch.Fork(one.Stream))).ToList();
        using var draws = BatchDraws.Draw(steps, (int)pixels.shape[0], pixels.device);
        var result = pixels;
        foreach (var (operation, own) in steps)
            result = operation.Apply(result, draws.Next(operation), own);
        return result.to(ScalarType.Float32, copy: steps.Count == 0).MoveToOuterDisposeScope();
    }

    // The stream of an operation is fixed, whichever others are done.
    private IEnumerable<(ulong Stream, IBatchOperation Operation)> Operations(int side)
    {
        if (Rotation > 0) yield return (0, new RotateAndShift(this, side));
        else if (Flip || Shift > 0) yield return (0, new FlipAndShift(this, side));
        if (Brightness > 0 || Contrast > 0 || Saturation > 0) yield return (1, new ColorJitter(this));
        if (Erasing > 0) yield return (2, new RandomErasing(this, side));
        if (Occlusion > 0) yield return (3, new RandomOccluder(this, side));
    }

    private static double InRange(double value, double least, double most, string name) => value >= least && value <= most
        ? value : throw new ArgumentException($"{name} is {value}: it must be from {least} to {most}.");
}
