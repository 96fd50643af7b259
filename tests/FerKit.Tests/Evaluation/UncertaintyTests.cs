using FerKit.Evaluation;

namespace FerKit.Tests.Evaluation;

/// <summary>Intervals, comparisons and answers that are no numbers.</summary>
public sealed class UncertaintyTests
{
    private static readonly string[] Names = ["a", "b"];

    [Fact]
    public void Bootstrap_OfAccuracy_IsNearTheNormalInterval()
    {
        var interval = Bootstrap.Of(drawn => drawn.Count(i => i % 5 > 0) / (double)drawn.Count, 400, drawings: 4000);
        double half = 1.96 * Math.Sqrt(0.8 * 0.2 / 400);
        Assert.Equal(0.8, interval.Value, 12);
        Assert.Equal(0.8 - half, interval.From, 0.006);
        Assert.Equal(0.8 + half, interval.To, 0.006);
    }

    [Fact]
    public void Bootstrap_OfPicturesThatBelongTogether_IsWider()
    {
        // Forty persons of ten pictures, of whom all or none are right.
        var answers = Answers(400, i => i / 10 % 5 > 0);
        var alone = Accuracy(answers);
        var together = Accuracy(answers, [.. Enumerable.Range(0, 400).Select(i => i / 10)]);
        Assert.Equal(alone.Value, together.Value);
        Assert.InRange((together.To - together.From) / (alone.To - alone.From), 2.5, 4);    // the root of ten
    }

    [Fact]
    public void Bootstrap_OfTrainingsThatDiffer_IsWiderThanOfOneTraining()
    {
        // Three trainings asked about the same 100 pictures, right on 60, 70 and 80 of them.
        int[] pictures = [.. Enumerable.Range(0, 300).Select(i => i % 100)], trainings = [.. Enumerable.Range(0, 300).Select(i => i / 100)];
        double Right(IReadOnlyList<int> drawn) => drawn.Average(i => pictures[i] < 60 + (10 * trainings[i]) ? 1.0 : 0);
        var alone = Bootstrap.Of(Right, 300, pictures);
        var crossed = Bootstrap.Of(Right, 300, pictures, trainings);
        Assert.Equal(0.7, crossed.Value, 12);
        // Variances add: 0.0458^2 of the pictures, (0.0816^2)/3 of the trainings.
        Assert.InRange((crossed.To - crossed.From) / (alone.To - alone.From), 1.2, 1.9);
        Assert.Throws<ArgumentException>(() => Bootstrap.Of(Right, 300, pictures, [1, 2]));
    }

    [Fact]
    public void Bootstrap_OfOnePerson_TellsNoInterval()
    {
        var interval = Bootstrap.Of(drawn => drawn.Average(), 10, [.. Enumerable.Repeat(7, 10)]);
        Assert.Equal((4.5, double.NaN, double.NaN), (interval.Value, interval.From, interval.To));
    }

    [Fact]
    public void Bootstrap_OfTheSameSeed_IsTheSame()
    {
        Assert.Equal(Of(1), Of(1));
        Assert.NotEqual(Of(1), Of(2));
        static Interval Of(ulong seed) => Bootstrap.Of(drawn => drawn.Average(i => i * i), 50, seed: seed);
    }

    [Fact]
    public void Bootstrap_WithoutPicturesOrWithOtherGroups_SaysSo()
    {
        Assert.Contains("no picture", Assert.Throws<ArgumentException>(() => Accuracy(Answers(0, _ => true))).Message);
        Assert.Contains("3 groups for 4 pictures", Assert.Throws<ArgumentException>(() => Accuracy(Answers(4, _ => true), [1, 2, 3])).Message);
    }

    [Fact]
    public void McNemar_OfTwoModels_CountsWhatOnlyOneGotRight()
    {
        var found = McNemar.Of(Answers(10, i => i < 6), Answers(10, i => i is > 0 and < 8));
        Assert.Equal((1, 2), (found.OnlyFirst, found.OnlySecond));
        Assert.Equal(1, found.P);
        Assert.Throws<ArgumentException>(() => McNemar.Of(Answers(10, _ => true), Answers(9, _ => true)));
    }

    [Fact]
    public void Calibration_WithoutAnswersInABin_LeavesItEmpty()
    {
        var calibration = Calibration.Of(Answers(10, i => i < 7), 4);
        Assert.Equal([0, 0, 0, 10], calibration.Bins.Select(bin => bin.Count));
        Assert.Equal(0.2, calibration.ExpectedError, 6);
        Assert.True(double.IsNaN(calibration.Bins[0].Accuracy));
    }

    [Fact]
    public void OneAgainstRest_GivesTheFourCellsOfTable4()
    {
        var matrix = new ConfusionMatrix(["a", "b", "c"], [0, 0, 1, 1, 2], [0, 1, 1, 2, 0]);
        Assert.Equal(new BinaryCounts(1, 1, 1, 2), matrix.OneAgainstRest(0));
        Assert.Equal(0.6, matrix.OneAgainstRest(0).Accuracy, 12);
    }

    [Fact]
    public void Answers_ThatAreNoNumbers_AreRefused()
    {
        var broken = new Prediction([[0.5f, 0.5f], [float.NaN, 0.1f]], [0, 1], double.NaN);
        Assert.Contains("to 1 of 2 pictures are no numbers", Assert.Throws<FerKitException>(() => broken.Confusion(Names)).Message);
    }

    private static Interval Accuracy(Prediction answers, IReadOnlyList<int>? groups = null) => Bootstrap.Of(matrix => matrix.Accuracy, Names, answers.Truth, answers.Classes, groups);

    // Pictures of class a, each answered with 90 % confidence.
    private static Prediction Answers(int count, Func<int, bool> right) =>
        new([.. Enumerable.Range(0, count).Select(i => right(i) ? new[] { 0.9f, 0.1f } : [0.1f, 0.9f])], [.. Enumerable.Repeat(0L, count)], 0);
}
