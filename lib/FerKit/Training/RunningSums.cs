using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>Loss and right answers of an epoch, summed on the device so that no step waits for a number.</summary>
internal sealed class RunningSums : IDisposable
{
    private Tensor? sums;

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a batch: its mean loss, its logits (n, classes) and labels (n).</summary>
    public void Add(Tensor loss, Tensor logits, Tensor labels)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        long count = labels.size(0);
        var right = logits.argmax(1).eq(labels).sum().to(ScalarType.Float64);
        var batch = stack([loss.detach().to(ScalarType.Float64) * count, right]);
        if (sums is null) sums = batch.DetachFromDisposeScope();
        else sums.add_(batch);
        Count += count;
    }

    /// <summary>Mean loss and accuracy; waits for the device.</summary>
    public (double Loss, double Accuracy) Read()
    {
        using var near = sums!.cpu();
        double[] values = near.data<double>().ToArray();
        return (values[0] / Count, values[1] / Count);
    }

    public void Dispose() => sums?.Dispose();
}
