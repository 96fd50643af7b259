using FerKit.Evaluation;
using FerKit.Experiments;

namespace FerKit.Cli.Output;

/// <summary>A model that was scored.</summary>
/// <param name="Weights">Its file.</param>
/// <param name="Model">Its answers.</param>
/// <param name="Seconds">How long they took, without loading.</param>
internal sealed record Scoring(string Weights, ScoredModel Model, double Seconds)
{
    public double ImagesPerSecond => Model.Answers.Truth.Count / Seconds;
}

/// <summary>What <c>ferkit eval</c> prints.</summary>
internal static class EvalOutput
{
    /// <summary>Of one model its metrics, of several those of each and how they compare with the first.</summary>
    public static object Document(IReadOnlyList<Scoring> scored, string part, string data)
    {
        object[] models = [.. scored.Select(one => One(one, part, data))];
        return models.Length == 1 ? models[0] : new { Models = models, Comparisons = scored.Skip(1).Select(one => Comparison(scored[0], one)) };
    }

    /// <summary>The same for people.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<Scoring> scored, string part, string data)
    {
        foreach (var one in scored)
        {
            var (model, metrics) = (one.Model, one.Model.Metrics);
            yield return $"{(scored.Count > 1 ? $"{one.Weights} ({model.Name}): " : "")}{metrics.N} pictures of {data} ({part}): accuracy {IntervalText.Percent(model.Accuracy)}, macro-F1 {IntervalText.Score(model.MacroF1)}, mean class accuracy {metrics.MeanClassAccuracy:P1}, calibration error {model.Calibration.ExpectedError:F3}";
            foreach (var score in metrics.PerClass)
                yield return $"  {score.Name,-12} precision {score.Precision,6:P1}  recall {score.Recall,6:P1}  F1 {score.F1:F3}  of {score.Support}";
        }
        foreach (var one in scored.Skip(1)) yield return IntervalText.Comparison(one.Weights, one.Model, scored[0].Weights, scored[0].Model);
    }

    private static object One(Scoring scored, string part, string data)
    {
        var (model, metrics) = (scored.Model, scored.Model.Metrics);
        return new
        {
            scored.Weights, Model = model.Name, Data = data, Part = part, metrics.Accuracy, AccuracyInterval = model.Accuracy, metrics.MacroF1, MacroF1Interval = model.MacroF1, metrics.MeanClassAccuracy,
            metrics.MacroPrecision, metrics.MacroRecall, CalibrationError = model.Calibration.ExpectedError, metrics.N, metrics.PerClass, metrics.Confusion, scored.ImagesPerSecond,
        };
    }

    private static object Comparison(Scoring first, Scoring second)
    {
        var test = McNemar.Of(first.Model.Answers, second.Model.Answers);
        return new { First = first.Weights, Second = second.Weights, test.OnlyFirst, test.OnlySecond, test.P, Gain = second.Model.Over(first.Model) };
    }
}
