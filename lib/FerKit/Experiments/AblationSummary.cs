using FerKit.Evaluation;

namespace FerKit.Experiments;

/// <summary>All runs of one model on one data set together.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Seeds">Seeds it was trained with.</param>
/// <param name="Runs">Trainings: seeds times folds.</param>
/// <param name="Accuracy">Over all answers, with the interval of drawing persons (or pictures, where persons are unknown) and seeds anew.</param>
/// <param name="MacroF1">Likewise.</param>
/// <param name="Spread">Standard deviation of the accuracy from seed to seed; NaN for one seed.</param>
/// <param name="Gain">Accuracy over that of the first model on the same answers, with its interval; null for the first.</param>
public sealed record AblationSummary(string Data, string Model, int Seeds, int Runs, Interval Accuracy, Interval MacroF1, double Spread, Interval? Gain)
{
    /// <summary>Sums rows up, in the order in which data sets and models first appear.</summary>
    /// <exception cref="ArgumentException">Models of one data set that were tested on other pictures, or have other classes.</exception>
    public static IReadOnlyList<AblationSummary> Of(IEnumerable<AblationRow> rows) =>
        [.. rows.GroupBy(row => row.Data).SelectMany(data =>
        {
            var models = data.GroupBy(row => row.Model).Select(model => Answers.Of([.. model.OrderBy(row => row.Seed).ThenBy(row => row.Fold, StringComparer.Ordinal)])).ToList();
            return models.Select(model => model.Summary(models[0]));
        })];

    // The answers of all runs of a model, one after the other.
    private sealed record Answers(IReadOnlyList<AblationRow> Rows, long[] Truth, long[] Said, int[] Groups, int[] Trainings)
    {
        public static Answers Of(IReadOnlyList<AblationRow> rows)
        {
            if (rows.Any(row => !row.ClassNames.SequenceEqual(rows[0].ClassNames))) throw new ArgumentException($"the runs of {rows[0].Model} on {rows[0].Data} have different classes.");
            bool persons = rows.All(row => row.Persons.Count > 0);
            // A picture of unknown person is known by its place in the test part of its fold, or, where each seed has a part of its own, by the seed too.
            bool sameParts = rows.GroupBy(row => row.Fold).All(fold => fold.All(row => row.Truth.SequenceEqual(fold.First().Truth)));
            var numbers = new Dictionary<(ulong, string, int), int>();
            int[] groups = [.. rows.SelectMany(row => row.Truth.Select((_, i) => persons ? row.Persons[i] : Number((sameParts ? 0 : row.Seed, row.Fold, i))))];
            return new Answers(rows, [.. rows.SelectMany(row => row.Truth)], [.. rows.SelectMany(row => row.Said)], groups, [.. rows.SelectMany(row => row.Truth.Select(_ => (int)row.Seed))]);

            int Number((ulong, string, int) key) => numbers.TryGetValue(key, out int number) ? number : numbers[key] = numbers.Count;
        }

        public AblationSummary Summary(Answers first)
        {
            if (!Truth.SequenceEqual(first.Truth) && first != this)
                throw new ArgumentException($"{Rows[0].Model} and {first.Rows[0].Model} were tested on other pictures of {Rows[0].Data}: finish the runs of both.");
            var classes = Rows[0].ClassNames;
            double[] seeds = [.. Rows.GroupBy(row => row.Seed).Select(seed => seed.Sum(Right) / (double)seed.Sum(row => row.Truth.Count))];
            double mean = seeds.Average();
            return new AblationSummary(Rows[0].Data, Rows[0].Model, seeds.Length, Rows.Count,
                Bootstrap.Of(matrix => matrix.Accuracy, classes, Truth, Said, Groups, Trainings), Bootstrap.Of(matrix => matrix.MacroF1, classes, Truth, Said, Groups, Trainings),
                seeds.Length == 1 ? double.NaN : Math.Sqrt(seeds.Sum(one => (one - mean) * (one - mean)) / (seeds.Length - 1)),
                first == this ? null : Bootstrap.Of(drawn => drawn.Average(i => (Said[i] == Truth[i] ? 1.0 : 0) - (first.Said[i] == Truth[i] ? 1.0 : 0)), Truth.Length, Groups, Trainings));
        }

        private static int Right(AblationRow row) => row.Truth.Zip(row.Said).Count(pair => pair.First == pair.Second);
    }
}
