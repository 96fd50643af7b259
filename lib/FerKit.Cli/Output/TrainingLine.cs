using FerKit.Training;

namespace FerKit.Cli.Output;

/// <summary>A training on standard error: a moving line within an epoch, and one line for each epoch that is done.</summary>
internal sealed class TrainingLine : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        string where = $"epoch {value.Epoch}/{value.Epochs}";
        if (value.Result is { } result)
        {
            string validation = result.ValidationAccuracy is { } accuracy ? $", validation loss {result.ValidationLoss:F3} accuracy {accuracy:P1}" : "";
            Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\r\e[K")}{where}: loss {result.TrainLoss:F3} accuracy {result.TrainAccuracy:P1}{validation}, rate {result.Rate:G3}, {result.ImagesPerSecond:N0} images/s");
        }
        else if (!Console.IsErrorRedirected)
        {
            double left = (value.Steps - value.Step) / (value.Step / Math.Max(value.Seconds, 1e-3));
            Console.Error.Write($"\r{where} step {value.Step}/{value.Steps}, {value.ImagesPerSecond:N0} images/s, {left:N0} s left of this epoch\e[K");
        }
    }
}
