using FerKit.Data;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Evaluation;

/// <summary>What befalls pictures outside a laboratory.</summary>
public enum DisturbanceKind
{
    /// <summary>A grey square somewhere; the strength is its share of the picture, 0 to 1.</summary>
    Cover,

    /// <summary>Gaussian blur; the strength is its standard deviation, in hundredths of the side, 0 to 20.</summary>
    Blur,

    /// <summary>Gaussian noise; the strength is its standard deviation, in grey levels, 0 to 255.</summary>
    Noise,

    /// <summary>Too little light, kept in 8 bits; the strength is in stops, each half the light, 0 to 8.</summary>
    Darkness,
}

/// <summary>Disturbs the pictures of a set. Each picture has its own draw, which depends on its number, the kind and the seed alone.</summary>
public static class Disturbance
{
    private const int BatchSize = 64;

    /// <summary>The largest strength of a kind; the smallest is 0, which changes nothing.</summary>
    public static double Most(DisturbanceKind kind) => kind switch
    {
        DisturbanceKind.Cover => 1,
        DisturbanceKind.Blur => 20,
        DisturbanceKind.Noise => 255,
        _ => 8,
    };

    /// <summary>A set of the chosen pictures, disturbed; the caller disposes it.</summary>
    /// <param name="set">Where they come from.</param>
    /// <param name="indices">Which, in the order of the new set.</param>
    /// <param name="kind">What befalls them.</param>
    /// <param name="strength">How much.</param>
    /// <param name="seed">Places and noise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A strength below 0 or above <see cref="Most"/>.</exception>
    /// <exception cref="FerKitException">More than 2 GB of pictures.</exception>
    public static ImageSet Apply(ImageSet set, IReadOnlyList<int> indices, DisturbanceKind kind, double strength, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(strength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(strength, Most(kind));
        int bytes = set.ImageBytes, side = set.Size;
        byte[] pixels = Room(set, indices);
        var random = new SeededRandom(seed).Fork((ulong)kind);
        for (int begin = 0; begin < indices.Count; begin += BatchSize)
        {
            int count = Math.Min(BatchSize, indices.Count - begin);
            var batch = pixels.AsSpan(begin * bytes, count * bytes);
            for (int i = 0; i < count; i++) set.Pixels(indices[begin + i]).CopyTo(batch.Slice(i * bytes, bytes));
            if (strength == 0) continue;
            using var scope = NewDisposeScope();
            var before = tensor(batch.ToArray(), [count, 3, side, side]).to(ScalarType.Float32);
            SeededRandom[] draws = [.. indices.Skip(begin).Take(count).Select(i => random.Fork((ulong)i))];
            Disturbed(before, kind, strength, draws).round().clamp(0, 255).to(ScalarType.Byte).data<byte>().CopyTo(batch);
        }
        return Changed(set, indices, pixels);
    }

    /// <summary>A set of the chosen pictures with a grey square at the same place of each, wholly inside; the caller disposes it.</summary>
    /// <param name="set">Where they come from.</param>
    /// <param name="indices">Which, in the order of the new set.</param>
    /// <param name="share">The square's share of the picture, 0 to 1; at 0 nothing is covered.</param>
    /// <param name="x">Where it is between the left edge, 0, and the right one, 1.</param>
    /// <param name="y">Where it is between the upper edge, 0, and the lower one, 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share or a place outside 0 to 1.</exception>
    /// <exception cref="FerKitException">More than 2 GB of pictures.</exception>
    public static ImageSet CoverAt(ImageSet set, IReadOnlyList<int> indices, double share, double x, double y)
    {
        foreach (double one in (double[])[share, x, y])
        {
            ArgumentOutOfRangeException.ThrowIfNegative(one);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(one, 1);
        }
        int size = set.Size, side = (int)Math.Round(Math.Sqrt(share) * size), left = (int)Math.Round(x * (size - side)), top = (int)Math.Round(y * (size - side));
        byte[] pixels = Room(set, indices);
        for (int i = 0; i < indices.Count; i++)
        {
            var picture = pixels.AsSpan(i * set.ImageBytes, set.ImageBytes);
            set.Pixels(indices[i]).CopyTo(picture);
            for (int plane = 0; plane < 3; plane++)
                for (int row = top; row < top + side; row++)
                    picture.Slice((plane * size + row) * size + left, side).Fill(128);
        }
        return Changed(set, indices, pixels);
    }

    private static byte[] Room(ImageSet set, IReadOnlyList<int> indices) => indices.Count <= Array.MaxLength / set.ImageBytes ? new byte[indices.Count * set.ImageBytes]
        : throw new FerKitException($"{set.Source}: {indices.Count} pictures of {set.Size} px are over 2 GB, too many to disturb: make a smaller pack.");

    private static ImageSet Changed(ImageSet set, IReadOnlyList<int> indices, byte[] pixels) =>
        new(pixels, set.Size, [.. indices.Select(i => set.Labels[i])], [.. indices.Select(i => set.Splits[i])], [.. indices.Select(i => set.Subjects[i])],
            [.. indices.Select(i => set.Names[i])], set.ClassNames, set.Source);

    private static Tensor Disturbed(Tensor pixels, DisturbanceKind kind, double strength, SeededRandom[] draws) => kind switch
    {
        DisturbanceKind.Cover => Covered(pixels, Math.Sqrt(strength), draws),
        DisturbanceKind.Blur => Blurred(pixels, strength / 100 * pixels.size(3)),
        DisturbanceKind.Noise => pixels + strength * stack([.. draws.Select(draw => Normal(pixels[0], draw))]),
        _ => pixels * Math.Pow(2, -strength),
    };

    // A square of this side, in sides, wholly inside the picture.
    private static Tensor Covered(Tensor pixels, double extent, SeededRandom[] draws)
    {
        long size = pixels.size(3), side = Math.Max(1, (long)Math.Round(extent * size));
        for (int i = 0; i < draws.Length; i++)
            pixels[i].narrow(1, draws[i].Next((int)(size - side) + 1), side).narrow(2, draws[i].Next((int)(size - side) + 1), side).fill_(128);
        return pixels;
    }

    // Rows, then columns, by weights that reach three deviations; the border is repeated.
    private static Tensor Blurred(Tensor pixels, double deviation)
    {
        long reach = Math.Max(1, (long)Math.Ceiling(3 * deviation));
        var places = arange(-reach, reach + 1, dtype: ScalarType.Float32);
        var weights = (places * places / (-2 * deviation * deviation)).exp();
        weights /= weights.sum();
        var row = weights.view(1, 1, 1, -1).expand(3, 1, 1, -1);
        var padded = F.pad(pixels, (reach, reach, reach, reach), TorchSharp.PaddingModes.Replicate);
        return F.conv2d(F.conv2d(padded, row, groups: 3), row.transpose(2, 3), groups: 3);
    }

    // Box and Muller's, from the picture's own sequence.
    private static Tensor Normal(Tensor like, SeededRandom random)
    {
        var values = new float[like.numel()];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return tensor(values, like.shape);
    }
}
