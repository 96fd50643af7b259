using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>
/// Pictures on the device as uint8 with their labels, from which batches are taken. Holds (N, 3, S, S) bytes there until
/// it is disposed.
/// </summary>
public sealed class DeviceImages : IImageBatches
{
    private const int PieceBytes = 1 << 26;

    private readonly Tensor pixels;
    private readonly Tensor labels;
    private readonly PixelScale scale;

    /// <summary>Copies the chosen pictures of a set to a device.</summary>
    /// <param name="set">Where they come from.</param>
    /// <param name="indices">Which, in the order that batches count them; at least one.</param>
    /// <param name="normalisation">What the model's input expects.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="classes">The model's number for each class of the set; null when they agree.</param>
    public DeviceImages(
        ImageSet set, IReadOnlyList<int> indices, Normalisation normalisation, Device device, IReadOnlyList<long>? classes = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(indices.Count, nameof(indices));
        (Count, Size, ClassCount) = (indices.Count, set.Size, set.ClassNames.Count);
        Labels = [.. indices.Select(i => classes is null ? set.Labels[i] : classes[(int)set.Labels[i]])];
        using var scope = NewDisposeScope();
        var near = empty([Count, 3, Size, Size], ScalarType.Byte);
        int[] chosen = [.. indices];
        for (int begin = 0, piece = Math.Max(1, PieceBytes / set.ImageBytes); begin < Count; begin += piece)    // spans are below 2 GiB
        {
            int count = Math.Min(piece, Count - begin);
            set.CopyPixels(chosen.AsSpan(begin, count), near.narrow(0, begin, count).bytes);
        }
        pixels = Keep(near.to(device));
        labels = Keep(tensor(Labels.ToArray(), [Count], device: device));
        scale = new PixelScale(normalisation, device);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public Device Device => pixels.device;

    /// <inheritdoc/>
    public IReadOnlyList<long> Labels { get; }

    /// <inheritdoc/>
    public (Tensor Images, Tensor Labels) Batch(int[] indices, Func<Tensor, Tensor>? change = null)
    {
        using var scope = NewDisposeScope();
        var chosen = tensor(indices.Select(i => (long)i).ToArray(), [indices.Length], device: pixels.device);
        var picked = pixels.index_select(0, chosen);
        return scope.MoveToOuter(scale.Normalise(change?.Invoke(picked) ?? picked), labels.index_select(0, chosen));
    }

    /// <summary>Frees the device memory.</summary>
    public void Dispose()
    {
        pixels.Dispose();
        labels.Dispose();
        scale.Dispose();
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}
