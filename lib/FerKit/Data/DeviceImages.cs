using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>
/// Pictures on the device as uint8 with their labels, from which batches are taken. Holds (N, 3, S, S) bytes there until
/// it is disposed.
/// </summary>
public sealed class DeviceImages : IDisposable
{
    private readonly Tensor pixels;
    private readonly Tensor labels;
    private readonly Tensor mean;
    private readonly Tensor scale;

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
        byte[] bytes = new byte[checked(Count * set.ImageBytes)];
        set.CopyPixels([.. indices], bytes);
        pixels = Keep(tensor(bytes, [Count, 3, Size, Size], device: device));
        labels = Keep(tensor(Labels.ToArray(), [Count], device: device));
        mean = Keep(tensor(normalisation.Mean.Select(m => m * 255).ToArray(), [1, 3, 1, 1], device: device));
        scale = Keep(tensor(normalisation.Deviation.Select(d => 1 / (d * 255)).ToArray(), [1, 3, 1, 1], device: device));
    }

    /// <summary>Number of pictures.</summary>
    public int Count { get; }

    /// <summary>Height and width in pixels.</summary>
    public int Size { get; }

    /// <summary>Classes of the set.</summary>
    public int ClassCount { get; }

    /// <summary>Where the pictures are.</summary>
    public Device Device => pixels.device;

    /// <summary>The class of each picture.</summary>
    public IReadOnlyList<long> Labels { get; }

    /// <summary>A batch: normalised float32 (n, 3, S, S) and labels (n). The caller, or its dispose scope, owns both.</summary>
    /// <param name="indices">Which pictures.</param>
    /// <param name="change">Makes of their uint8 pixels (n, 3, S, S) those that are normalised, values from 0 to 255; null for no change.</param>
    public (Tensor Images, Tensor Labels) Batch(int[] indices, Func<Tensor, Tensor>? change = null)
    {
        using var scope = NewDisposeScope();
        var chosen = tensor(indices.Select(i => (long)i).ToArray(), [indices.Length], device: pixels.device);
        var picked = pixels.index_select(0, chosen);
        var images = (change?.Invoke(picked) ?? picked).to(ScalarType.Float32).sub_(mean).mul_(scale);
        return scope.MoveToOuter(images, labels.index_select(0, chosen));
    }

    /// <summary>Frees the device memory.</summary>
    public void Dispose()
    {
        pixels.Dispose();
        labels.Dispose();
        mean.Dispose();
        scale.Dispose();
    }

    private static Tensor Keep(Tensor tensor) => tensor.DetachFromDisposeScope();
}
