using FerKit.Figures;
using static System.FormattableString;

namespace FerKit.Experiments;

/// <summary>What a robustness test found, in words and as a page of figures.</summary>
public static class RobustnessReport
{
    /// <summary>Accuracies of each condition, and whether a model loses less than the first one does where that loses most.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<RobustnessCurve> curves)
    {
        foreach (var sweep in curves.GroupBy(curve => curve.Sweep))
        {
            var first = sweep.First();
            yield return $"{first.Axis}: {string.Join(", ", first.Points.Select(point => point.Label))}";
            foreach (var curve in sweep)
                yield return $"  {curve.Model,-28} {string.Join("  ", curve.Points.Select(point => Invariant($"{100 * point.Accuracy.Value,5:F1}")))}";
            foreach (string verdict in Verdicts([.. sweep])) yield return $"  {verdict}";
        }
    }

    /// <summary>Writes a page with a figure for each condition.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="curves">The curves.</param>
    /// <param name="spec">The data's name.</param>
    /// <param name="pictures">How many pictures each condition has.</param>
    /// <param name="trainings">Trainings of each model; of the one with the fewest.</param>
    /// <exception cref="FerKitException">The folder cannot be written.</exception>
    public static void Write(string folder, IReadOnlyList<RobustnessCurve> curves, string spec, int pictures, int trainings)
    {
        string data = DataTitle.Of(spec);
        var page = new FigureReport($"Robustness of {string.Join(", ", curves.Select(curve => curve.Model).Distinct())} on {data}")
            .Text($"{pictures} pictures a condition, the same for all models. Intervals hold with 95 %, by drawing persons {(trainings > 1 ? "and trainings anew" : "anew: they are of these trainings, and others of the same networks may differ by more")}. Where the first model loses most it may have had bad luck: the others then lose less by that alone.");
        foreach (var sweep in curves.GroupBy(curve => curve.Sweep))
        {
            page.Heading(sweep.Key);
            foreach (var (name, figure) in ResultFigures.Robustness(sweep, data)) page.Add(name.Replace(' ', '-'), figure);
            foreach (string line in Verdicts([.. sweep])) page.Text(line);
        }
        page.Write(folder);
    }

    // Where both models are no better than somebody who does not look, the one that began lower has lost less, and that says nothing.
    private static IEnumerable<string> Verdicts(IReadOnlyList<RobustnessCurve> sweep)
    {
        var first = sweep[0];
        if (sweep.Count > 1 && first.Points.All(point => point.Loss.Value <= 0))
        {
            yield return $"{first.Model} loses nothing";
            yield break;
        }
        foreach (var curve in sweep.Skip(1))
        {
            bool IsAbove(int i) => first.Points[i].Accuracy.From > first.Floor || curve.Points[i].Accuracy.From > curve.Floor;
            int[] above = [.. Enumerable.Range(0, first.Points.Count).Where(IsAbove)];
            int worst = above.DefaultIfEmpty(0).MaxBy(i => first.Points[i].Loss.Value);
            if (above.Length == 0) yield return Invariant($"{curve.Model} and {first.Model} are nowhere surely above the floor of {100 * first.Floor:F0} %, the commonest class: nothing can be said");
            else if (curve.Points[worst] is { Saved: { } saved } hardest)
                yield return Invariant($"at {hardest.Label}, where {first.Model} loses most{(above.Length < first.Points.Count ? " before both are at the floor" : "")}, {curve.Model} loses {100 * hardest.Loss.Value:F1} points, {IntervalText.Points(saved, "fewer", "more")} than that{Beginning(curve, first)}{(saved.From > 0 || saved.To < 0 || double.IsNaN(saved.From) ? "" : ": not told apart")}");
        }
    }

    // Who begins lower has less to lose.
    private static string Beginning(RobustnessCurve curve, RobustnessCurve first)
    {
        double higher = 100 * (curve.Points[0].Accuracy.Value - first.Points[0].Accuracy.Value);
        return Math.Abs(higher) < 0.05 ? "" : Invariant($", having begun {Math.Abs(higher):F1} {(higher > 0 ? "higher" : "lower")}");
    }
}
