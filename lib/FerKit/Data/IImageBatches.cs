using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>Pictures with labels, from which batches are taken on a device.</summary>
public interface IImageBatches : IDisposable
{
    /// <summary>Number of pictures.</summary>
    int Count { get; }

    /// <summary>Height and width in pixels.</summary>
    int Size { get; }

    /// <summary>Classes of the set.</summary>
    int ClassCount { get; }

    /// <summary>Where the batches are.</summary>
    Device Device { get; }

    /// <summary>The class of each picture.</summary>
    IReadOnlyList<long> Labels { get; }

    /// <summary>A batch: normalised float32 (n, 3, S, S) and labels (n). The caller, or its dispose scope, owns both.</summary>
    /// <param name="indices">Which pictures.</param>
    /// <param name="change">Makes of their uint8 pixels (n, 3, S, S) those that are normalised, values from 0 to 255; null for no change.</param>
    (Tensor Images, Tensor Labels) Batch(int[] indices, Func<Tensor, Tensor>? change = null);

    /// <summary>Says which batch will be asked for next, so that it can be fetched in advance.</summary>
    /// <param name="indices">The very array that <see cref="Batch"/> will get.</param>
    void Expect(int[] indices)
    {
    }
}
