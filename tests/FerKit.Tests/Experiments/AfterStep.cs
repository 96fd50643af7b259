using FerKit.Training;

namespace FerKit.Tests.Experiments;

/// <summary>Acts once, after one of a training's steps, counted from 1.</summary>
internal sealed class AfterStep(int step, Action act) : IProgress<TrainingProgress>
{
    private int steps;

    public void Report(TrainingProgress value)
    {
        if (value.Result is null && ++steps == step) act();
    }
}
