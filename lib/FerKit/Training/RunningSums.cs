using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>Loss, right answers and steps of an epoch, summed on the device so that no step waits for a number, unless gradients are clipped: their norm is one.</summary>
internal sealed class RunningSums : IDisposable
{
    private readonly Tensor sums;

    /// <summary>Begins at zero.</summary>
    public RunningSums(Device device) => sums = zeros([3], ScalarType.Float64, device).DetachFromDisposeScope();

    /// <summary>Samples so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a step.</summary>
    /// <param name="loss">The step's mean loss.</param>
    /// <param name="right">Its right answers.</param>
    /// <param name="count">Its samples.</param>
    public void Add(Tensor loss, Tensor right, int count)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var total = loss.detach().to(ScalarType.Float64) * count;
        // A sum that is no number stays so: the third counts the steps before that.
        var sound = (sums[0] + total).isfinite().to(ScalarType.Float64);
        sums.add_(stack([total, right.to(ScalarType.Float64), sound]));
        Count += count;
    }

    /// <summary>What was summed; waits for the device.</summary>
    public Totals Read()
    {
        using var near = sums.cpu();
        double[] values = near.data<double>().ToArray();
        return new Totals(values[0], values[1], (int)values[2], Count);
    }

    /// <summary>Goes on from other totals.</summary>
    public void Set(Totals totals)
    {
        using var values = tensor((double[])[totals.Loss, totals.Right, totals.SoundSteps]);
        sums.copy_(values);
        Count = totals.Count;
    }

    /// <summary>Frees the tensor.</summary>
    public void Dispose() => sums.Dispose();
}

/// <summary>Sums over the steps of an epoch.</summary>
/// <param name="Loss">Of the samples' losses.</param>
/// <param name="Right">Right answers.</param>
/// <param name="SoundSteps">Steps before the first whose loss was no number.</param>
/// <param name="Count">Samples.</param>
public readonly record struct Totals(double Loss, double Right, int SoundSteps, long Count)
{
    /// <summary>Mean loss.</summary>
    public double MeanLoss => Loss / Count;

    /// <summary>Share of right answers.</summary>
    public double Accuracy => Right / Count;

    /// <summary>What came since other totals.</summary>
    public Totals Since(Totals earlier) => new(Loss - earlier.Loss, Right - earlier.Right, SoundSteps - earlier.SoundSteps, Count - earlier.Count);
}
