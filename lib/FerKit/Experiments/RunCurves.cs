using FerKit.Figures;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>Loss and accuracy of a run, drawn.</summary>
public static class RunCurves
{
    /// <summary>The curves of some epochs, with a title that says of what.</summary>
    /// <exception cref="ArgumentException">No epochs.</exception>
    public static PlotlyFigure Create(IReadOnlyList<EpochResult> epochs, RunPlan plan) =>
        TrainingCurves.Create(Numbers(epochs), $"Training of {plan.Model} on {DataTitle.Of(plan)}");

    /// <summary>Fig. 11 of a run: accuracy, and loss times 30, over the epochs.</summary>
    /// <exception cref="ArgumentException">No epochs.</exception>
    public static PlotlyFigure Figure11(IReadOnlyList<EpochResult> epochs, RunPlan plan) => IterationFigure.Figure11(Numbers(epochs), plan.Model, DataTitle.Of(plan));

    /// <summary>The learning rate with which each epoch of some recipes begins.</summary>
    /// <exception cref="ArgumentException">No recipes.</exception>
    public static PlotlyFigure LearningRate(params IReadOnlyList<Recipe> recipes) => LearningRateFigure.Create(
        [.. recipes.Select(recipe => new Figures.RateSchedule(recipe.Name, [.. Enumerable.Range(1, recipe.Epochs).Select(epoch => new RatePoint(epoch, recipe.RateOfEpoch(epoch)))]))],
        $"Learning rate of {string.Join(" and ", recipes.Select(recipe => recipe.Name))}");

    private static EpochNumbers[] Numbers(IReadOnlyList<EpochResult> epochs) => [.. epochs.Select(one => new EpochNumbers(
        one.Epoch, one.TrainLoss, one.TrainAccuracy, one.ValidationLoss ?? double.NaN, one.ValidationAccuracy ?? double.NaN, one.TestLoss ?? double.NaN, one.TestAccuracy ?? double.NaN))];
}
