namespace FerKit.Training;

/// <summary>One epoch of a training.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="TrainLoss">Mean loss over the epoch's batches, as they were trained on, augmented.</param>
/// <param name="TrainAccuracy">Share of right answers in them, 0 to 1.</param>
/// <param name="ValidationLoss">Mean cross-entropy on the validation part; null without one.</param>
/// <param name="ValidationAccuracy">Share of right answers there; null without one.</param>
/// <param name="Rate">The learning rate of the last step.</param>
/// <param name="Seconds">How long its training steps took.</param>
/// <param name="ImagesPerSecond">Training pictures over those seconds.</param>
/// <param name="TestLoss">Mean cross-entropy on the test part; null unless its curve is asked for, which chooses nothing.</param>
/// <param name="TestAccuracy">Share of right answers there.</param>
public sealed record EpochResult(
    int Epoch, double TrainLoss, double TrainAccuracy, double? ValidationLoss, double? ValidationAccuracy, double Rate, double Seconds,
    double ImagesPerSecond, double? TestLoss = null, double? TestAccuracy = null);

/// <summary>Some steps of a training, since the last that were told or the epoch's begin.</summary>
/// <param name="Step">Steps of the whole training so far.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Loss">Mean loss of these steps.</param>
/// <param name="Accuracy">Share of right answers in them, 0 to 1.</param>
/// <param name="Rate">The learning rate of the last.</param>
/// <param name="ImagesPerSecond">Training pictures a second over them.</param>
public sealed record StepResult(int Step, int Epoch, double Loss, double Accuracy, double Rate, double ImagesPerSecond);

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Step">Steps done of this epoch.</param>
/// <param name="Steps">Steps of this epoch.</param>
/// <param name="Seconds">Time spent on this epoch's steps so far.</param>
/// <param name="ImagesPerSecond">Training pictures a second in this epoch so far.</param>
/// <param name="Loss">Mean training loss of this epoch, as last read; null before that.</param>
/// <param name="Accuracy">Share of right answers in it; null before that.</param>
/// <param name="Result">The epoch's result, once it is done.</param>
public sealed record TrainingProgress(
    int Epoch, int Epochs, int Step, int Steps, double Seconds, double ImagesPerSecond, double? Loss = null, double? Accuracy = null, EpochResult? Result = null);
