using System.Text;
using System.Text.Json;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>
/// A run's <c>log.jsonl</c>: a JSON object a line, told apart by <c>kind</c>: <c>step</c> (<see cref="StepResult"/>, with MFU and
/// memory) and <c>epoch</c> (<see cref="EpochResult"/>, with the step it ended at).
/// </summary>
internal sealed class RunLog : IDisposable
{
    private static readonly JsonSerializerOptions Camel = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private readonly string path;
    private readonly FileStream file;

    private RunLog(string path, FileMode mode)
    {
        this.path = path;
        try { file = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw AtomicFile.CannotWrite(path, e); }
    }

    /// <summary>Begins a new one.</summary>
    public static RunLog Create(string path) => new(path, FileMode.Create);

    /// <summary>Goes on with one from a step: lines of later steps, which a stopped run did not get to keep, are dropped.</summary>
    public static RunLog Continue(string path, int step)
    {
        try
        {
            string[] kept = File.Exists(path) ? [.. File.ReadLines(path).TakeWhile(line => StepOf(line) <= step)] : [];
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n")))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw AtomicFile.CannotWrite(path, e); }
        return new RunLog(path, FileMode.Append);
    }

    /// <summary>The epochs in a log, in order; a line that was cut off ends it.</summary>
    /// <exception cref="FerKitException">There is no log, or it cannot be read.</exception>
    public static IReadOnlyList<EpochResult> Epochs(string path)
    {
        try
        {
            return [.. File.ReadLines(path).TakeWhile(line => StepOf(line) < int.MaxValue).Where(line => line.Contains("\"kind\":\"epoch\"", StringComparison.Ordinal))
                .Select(line => JsonSerializer.Deserialize<EpochResult>(line, Camel)!)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FerKitException($"{OneLine.Of(path)}: cannot be read ({OneLine.Of(e.Message)}).", e);
        }
    }

    /// <summary>Adds some steps.</summary>
    /// <param name="result">What they came to.</param>
    /// <param name="utilisation">Model FLOPs utilisation, 0 to 1; null where it is not known.</param>
    /// <param name="memory">Bytes of memory in use.</param>
    public void Add(StepResult result, double? utilisation, long memory) => Write(new
    {
        Kind = "step", result.Step, result.Epoch, result.Loss, result.Accuracy, result.Rate, result.ImagesPerSecond,
        Mfu = utilisation, MemoryMiB = Math.Round(memory / (double)(1 << 20), 1),
    });

    /// <summary>Adds an epoch.</summary>
    public void Add(EpochResult result, int step) => Write(new
    {
        Kind = "epoch", Step = step, result.Epoch, result.TrainLoss, result.TrainAccuracy, result.ValidationLoss, result.ValidationAccuracy,
        result.TestLoss, result.TestAccuracy, result.Rate, result.Seconds, result.ImagesPerSecond,
    });

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private void Write(object line)
    {
        try { file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Camel) + "\n")); }
        catch (IOException e) { throw AtomicFile.CannotWrite(path, e); }
    }

    // A line that was cut off by a kill counts as later than all.
    private static int StepOf(string line)
    {
        try { return JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32(); }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException) { return int.MaxValue; }
    }
}
