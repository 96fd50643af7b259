using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>
/// Pictures that stay in their set, such as a mapped pack, and are brought to the device batch by batch: while one is trained
/// on, the next is gathered on another thread; to a GPU it goes through page-locked memory. Batches equal those of
/// <see cref="DeviceImages"/>.
/// </summary>
public sealed class StreamedImages : IImageBatches
{
    private readonly ImageSet set;
    private readonly int[] indices;
    private readonly Tensor labels;
    private readonly PixelScale scale;
    private (int[] Indices, Task<byte[]> Bytes)? next;

    /// <summary>Parameters as <see cref="DeviceImages"/>; the set must outlive it.</summary>
    public StreamedImages(ImageSet set, IReadOnlyList<int> indices, Normalisation normalisation, Device device, IReadOnlyList<long>? classes = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(indices.Count, nameof(indices));
        (this.set, this.indices, Device) = (set, [.. indices], device);
        Labels = [.. indices.Select(i => classes is null ? set.Labels[i] : classes[(int)set.Labels[i]])];
        labels = tensor(Labels.ToArray(), [Count], device: device).DetachFromDisposeScope();
        scale = new PixelScale(normalisation, device);
    }

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public int Size => set.Size;

    /// <inheritdoc/>
    public int ClassCount => set.ClassNames.Count;

    /// <inheritdoc/>
    public Device Device { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> Labels { get; }

    /// <inheritdoc/>
    public void Expect(int[] indices) => next = (indices, Task.Run(() => Fetch(indices)));

    /// <inheritdoc/>
    public (Tensor Images, Tensor Labels) Batch(int[] indices, Func<Tensor, Tensor>? change = null)
    {
        byte[] bytes = next is { } fetched && ReferenceEquals(fetched.Indices, indices) ? fetched.Bytes.GetAwaiter().GetResult() : Fetch(indices);
        next = null;
        using var scope = NewDisposeScope();
        var near = tensor(bytes, [indices.Length, 3, Size, Size]);
        var pixels = Device.type == DeviceType.CPU ? near : near.pin_memory().to(Device, non_blocking: true);
        var chosen = tensor(indices.Select(i => (long)i).ToArray(), [indices.Length], device: Device);
        return scope.MoveToOuter(scale.Normalise(change?.Invoke(pixels) ?? pixels), labels.index_select(0, chosen));
    }

    /// <summary>Waits for a batch that is being fetched, and frees the device memory.</summary>
    public void Dispose()
    {
        next?.Bytes.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        labels.Dispose();
        scale.Dispose();
    }

    private byte[] Fetch(int[] batch)
    {
        byte[] bytes = new byte[checked(batch.Length * set.ImageBytes)];
        set.CopyPixels([.. batch.Select(i => indices[i])], bytes);
        return bytes;
    }
}
