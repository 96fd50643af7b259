namespace FerKit.Training;

/// <summary>The loss of a training is no longer a number.</summary>
/// <param name="step">The first step whose loss was none, counted from 1 over the whole training.</param>
/// <param name="epoch">Its epoch, from 1.</param>
/// <param name="rate">The learning rate, when that was found.</param>
/// <param name="advice">What there is to go back to; null for nothing.</param>
public sealed class DivergedException(int step, int epoch, double rate, string? advice = null)
    : FerKitException($"the loss is no longer a number since step {step}, in epoch {epoch}, at a rate of {rate:G3}: lower the rate (--rate){(advice is null ? "" : $"; {advice}")}.")
{
    /// <summary>The same, with what there is to go back to.</summary>
    public DivergedException With(string advice) => new(step, epoch, rate, advice);
}
