using FerKit.Evaluation;
using FerKit.Figures;
using FerKit.Models;

namespace FerKit.Experiments;

/// <summary>Results as figures. Titles say of which model and on which data, as <see cref="DataTitle"/> names it.</summary>
public static class ResultFigures
{
    /// <summary>The confusion matrix.</summary>
    public static PlotlyFigure Confusion(ScoredModel model, string data) =>
        ConfusionFigure.Create(model.ClassNames, model.Confusion.Counts, $"Confusion matrix of {model.Name} on {data}");

    /// <summary>Precision, recall and F1 of each class.</summary>
    public static PlotlyFigure ClassScores(ScoredModel model, string data) => ClassScoreTable.Create(
        [.. model.Confusion.PerClass.Select(one => new ClassNumbers(one.Name, one.Precision, one.Recall, one.F1, one.Support))], $"Classes as {model.Name} tells them apart on {data}");

    /// <summary>Confidence against accuracy.</summary>
    public static PlotlyFigure Reliability(ScoredModel model, string data) => ReliabilityFigure.Create(
        [.. model.Calibration.Bins.Select(bin => new ReliabilityBin(bin.From, bin.To, bin.Confidence, bin.Accuracy, bin.Count))], $"Reliability of {model.Name} on {data}");

    /// <summary>The first two principal components of a model's features.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">A row for each of its answers, as <see cref="Embedding.Features"/> gives them.</param>
    /// <param name="data">The data.</param>
    public static PlotlyFigure Features(ScoredModel model, IReadOnlyList<float[]> features, string data)
    {
        var points = Embedding.Project(features).Points;
        var right = model.Answers.Right;
        return EmbeddingFigure.Create([.. points.Select((point, i) => new EmbeddedPicture(point.X, point.Y, (int)model.Answers.Truth[i], right[i]))],
            model.ClassNames, "PCA", $"Features of {model.Name} on {data}");
    }

    /// <summary>Accuracies of several models with their intervals, the first as the baseline.</summary>
    public static PlotlyFigure Accuracies(IReadOnlyList<ScoredModel> models, string data) =>
        AblationDots.Create([.. models.Select(one => new MeasuredAccuracy(one.Name, one.Accuracy.Value, one.Accuracy.From, one.Accuracy.To))], $"Accuracy on {data}");

    /// <summary>A figure for each condition, in the order in which they first appear.</summary>
    public static IReadOnlyList<(string Name, PlotlyFigure Figure)> Robustness(IEnumerable<RobustnessCurve> curves, string data) =>
        [.. curves.GroupBy(curve => curve.Sweep).Select(sweep => (sweep.Key, RobustnessFigure.Create(
            [.. sweep.Select(curve => new StrengthCurve(curve.Model, [.. curve.Points.Select(point => new StrengthPoint(point.Strength, point.Accuracy.Value, point.Accuracy.From, point.Accuracy.To, point.Label))]))],
            sweep.First().Axis, $"Accuracy under {sweep.Key} on {data}")))];

    /// <summary>The models of an ablation on one data set, the first as the baseline.</summary>
    /// <param name="table">Rows of one data set.</param>
    /// <exception cref="ArgumentException">No rows.</exception>
    public static PlotlyFigure Ablation(IReadOnlyList<AblationSummary> table) =>
        AblationDots.Create([.. table.Select(one => new MeasuredAccuracy(one.Model, one.Accuracy.Value, one.Accuracy.From, one.Accuracy.To))], $"Ablation on {DataTitle.Of(table[0].Data)}");

    /// <summary>The accuracies of an ablation on one data set, training by training.</summary>
    /// <param name="rows">Rows of one data set; the folds of a seed are taken together.</param>
    /// <exception cref="ArgumentException">No rows.</exception>
    public static PlotlyFigure Seeds(IReadOnlyList<AblationRow> rows)
    {
        if (rows.Count == 0) throw new ArgumentException("There are no rows to draw.", nameof(rows));
        ulong[] seeds = [.. rows.Select(row => row.Seed).Distinct().Order()];
        return SeedSpread.Create([.. seeds.Select(seed => $"seed {seed}")],
            [.. rows.GroupBy(row => row.Model).Select(model => new SeedAccuracies(model.Key, [.. seeds.Select(seed => Accuracy(model.Where(row => row.Seed == seed)))]))],
            $"Accuracy, seed by seed, on {DataTitle.Of(rows[0].Data)}");

        static double Accuracy(IEnumerable<AblationRow> runs) =>
            runs.SelectMany(row => row.Truth.Zip(row.Said, (truth, said) => truth == said ? 1.0 : 0)).DefaultIfEmpty(double.NaN).Average();
    }

    /// <summary>Tables 5 to 7 of an ablation: a column for each data set and width that has one of the table's networks.</summary>
    /// <param name="number">5, 6 or 7.</param>
    /// <param name="table">The summed up runs.</param>
    /// <exception cref="ArgumentException">Another table.</exception>
    public static PlotlyFigure Table(int number, IEnumerable<AblationSummary> table)
    {
        var models = Networks(number);
        AblationColumn[] columns = [.. table.GroupBy(one => (one.Data, Tiny: IsTiny(one))).Where(column => column.Any(one => models.Contains(Plain(one))))
            .Select(column => new AblationColumn($"{DataTitle.Of(column.Key.Data)}{(column.Key.Tiny ? ", tiny" : "")}",
                [.. models.Select(model => column.FirstOrDefault(one => Plain(one) == model) is { } row ? new AblationEntry(row.Accuracy.Value, row.Spread, row.Seeds) : null)]))];
        return number switch { 5 => AblationTable.Table5(columns), 6 => AblationTable.Table6(columns), _ => AblationTable.Table7(columns) };
    }

    /// <summary>Whether every network of a table was run on one data set with one width.</summary>
    internal static bool HasTable(int number, IReadOnlyList<AblationSummary> table) =>
        table.GroupBy(one => (one.Data, IsTiny(one))).Any(column => Networks(number).TrueForAll(model => column.Any(one => Plain(one) == model)));

    private static List<string> Networks(int table) => [.. Experiments.Ablation.Table(table).Select(row => row.Model)];

    private static bool IsTiny(AblationSummary one) => one.Model.EndsWith(ModelZoo.TinySuffix, StringComparison.Ordinal);

    private static string Plain(AblationSummary one) => IsTiny(one) ? one.Model[..^ModelZoo.TinySuffix.Length] : one.Model;
}
