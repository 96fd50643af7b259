using FerKit.Training;

namespace FerKit.Tests.Experiments;

/// <summary>Acts once, after a training's so-manieth step.</summary>
internal sealed class AfterStep(int step, Action act) : IProgress<TrainingProgress>
{
    private int steps;

    public void Report(TrainingProgress value)
    {
        if (value.Result is null && ++steps == step) act();
    }
}
