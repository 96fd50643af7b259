using FerKit.Figures;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>Loss and accuracy of a run, drawn.</summary>
public static class RunCurves
{
    /// <summary>The curves of some epochs, with a title that says of what.</summary>
    /// <exception cref="ArgumentException">No epochs.</exception>
    public static PlotlyFigure Create(IReadOnlyList<EpochResult> epochs, RunPlan plan)
    {
        string data = plan.Data.StartsWith("faces:", StringComparison.Ordinal) ? $"built-in faces ({plan.Data})" : Path.GetFileName(Path.TrimEndingDirectorySeparator(plan.Data));
        return TrainingCurves.Create([.. epochs.Select(Numbers)], $"Training of {plan.Model} on {data}");
    }

    private static EpochNumbers Numbers(EpochResult one) => new(one.Epoch, one.TrainLoss, one.TrainAccuracy, one.ValidationLoss ?? double.NaN,
        one.ValidationAccuracy ?? double.NaN, one.TestLoss ?? double.NaN, one.TestAccuracy ?? double.NaN);
}
