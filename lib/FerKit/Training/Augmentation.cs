using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Training;

/// <summary>Random changes that leave the expression as it is: mirroring, and a shift after the border was reflected.</summary>
/// <param name="Flip">Mirrors each picture left to right with probability 1/2.</param>
/// <param name="Shift">Moves each picture by up to this share of its side in each direction, 0 to 0.5.</param>
public sealed record Augmentation(bool Flip = true, double Shift = 0.08)
{
    /// <summary>Up to this share of the side, each way.</summary>
    public double Shift { get; init; } = Shift is >= 0 and <= 0.5
        ? Shift : throw new ArgumentException($"{nameof(Shift)} is {Shift}: it must be from 0 to 0.5.");

    /// <summary>Changes a batch (n, 3, S, S); each picture gets its own draw. The caller owns the result.</summary>
    public Tensor Apply(Tensor images, SeededRandom random)
    {
        using var scope = NewDisposeScope();
        long side = images.size(3), margin = (long)Math.Round(Shift * side);
        var padded = margin > 0 ? F.pad(images, (margin, margin, margin, margin), PaddingModes.Reflect) : images;
        var pictures = new Tensor[images.size(0)];
        for (int i = 0; i < pictures.Length; i++)
        {
            int steps = (int)(2 * margin) + 1;
            var picture = padded.select(0, i).narrow(1, random.Next(steps), side).narrow(2, random.Next(steps), side);
            pictures[i] = Flip && random.Next(2) == 1 ? picture.flip(2) : picture;
        }
        return stack(pictures).MoveToOuterDisposeScope();
    }
}
