using static TorchSharp.torch.optim;

namespace FerKit.Training;

/// <summary>The learning rate of every step, as a function of the step alone: nothing to save or to restore.</summary>
internal sealed class RateSchedule(Recipe recipe, int stepsPerEpoch)
{
    // As PyTorch's OneCycleLR: from rate / 25 up to the rate over 30 % of the steps, then down to rate / 250,000.
    private const double Start = 1.0 / 25, End = 1.0 / 250_000, Rising = 0.3;

    /// <summary>Sets the rate of a step, counted from 0 over the whole run, and returns it.</summary>
    public double Set(Optimizer optimizer, int step)
    {
        double rate = Rate(step);
        foreach (var group in optimizer.ParamGroups) group.LearningRate = rate;
        return rate;
    }

    /// <summary>The rate of a step.</summary>
    public double Rate(int step) => recipe.Schedule switch
    {
        ScheduleKind.Steps => recipe.Rate * Math.Pow(0.1, step / stepsPerEpoch / recipe.StepEpochs),
        ScheduleKind.OneCycle => OneCycle(step, recipe.Epochs * stepsPerEpoch),
        _ => recipe.Rate,
    };

    private double OneCycle(int step, int steps)
    {
        double peak = Rising * steps - 1;
        return step <= peak
            ? Cosine(recipe.Rate * Start, recipe.Rate, step / Math.Max(1, peak))
            : Cosine(recipe.Rate, recipe.Rate * End, (step - peak) / (steps - 1 - peak));
    }

    private static double Cosine(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}
