using FerKit.Training;

namespace FerKit.Cli.Output;

/// <summary>
/// A training on standard error: a bar of the whole training that moves with every step, and one line for each epoch that is
/// done. Where standard error is no terminal, the lines alone.
/// </summary>
internal sealed class TrainingLine : IProgress<TrainingProgress>
{
    private const int RefreshMilliseconds = 100;

    private long shownAt;

    // Steps of this process and their time: a run that goes on did the others earlier.
    private (long Steps, double Seconds)? begin;

    public void Report(TrainingProgress value)
    {
        if (value.Result is { } result)
        {
            string validation = result.ValidationAccuracy is { } accuracy ? $", validation loss {result.ValidationLoss:F3} accuracy {accuracy:P1}" : "";
            string test = result.TestAccuracy is { } tested ? $", test loss {result.TestLoss:F3} accuracy {tested:P1}" : "";
            Console.Error.WriteLine($"{(Console.IsErrorRedirected ? "" : "\r\e[K")}epoch {value.Epoch}/{value.Epochs}: loss {result.TrainLoss:F3} accuracy {result.TrainAccuracy:P1}{validation}{test}, rate {result.Rate:G3}, {result.ImagesPerSecond:N0} images/s");
        }
        else if (!Console.IsErrorRedirected && (Environment.TickCount64 - shownAt >= RefreshMilliseconds || value.Step == value.Steps))
        {
            shownAt = Environment.TickCount64;
            Show(value);
        }
    }

    private void Show(TrainingProgress value)
    {
        long done = (value.Epoch - 1L) * value.Steps + value.Step, total = (long)value.Epochs * value.Steps;
        double now = shownAt / 1000.0;
        var from = begin ??= (done - 1, now - value.Seconds / value.Step);
        string numbers = value.Loss is { } loss ? $"loss {loss:F3}, accuracy {value.Accuracy:P1}, " : "";
        var left = TimeSpan.FromSeconds((total - done) * (now - from.Seconds) / (done - from.Steps));
        OverwrittenLine.Write($"epoch {value.Epoch}/{value.Epochs}", (double)done / total, $"step {value.Step}/{value.Steps}, {numbers}{value.ImagesPerSecond:N0} images/s, {(left.TotalHours >= 1 ? $"{(int)left.TotalHours}:{left:mm\\:ss}" : $"{left:m\\:ss}")} left");
    }
}
