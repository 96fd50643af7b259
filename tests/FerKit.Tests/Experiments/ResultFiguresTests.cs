using FerKit.Data;
using FerKit.Evaluation;
using FerKit.Experiments;
using FerKit.Tests.Figures;
using FerKit.Training;

namespace FerKit.Tests.Experiments;

public sealed class ResultFiguresTests
{
    private static readonly ScoredModel Model = new("net", ["sad", "glad"], new Prediction([[0.9f, 0.1f], [0.4f, 0.6f], [0.3f, 0.7f], [0.2f, 0.8f]], [0, 0, 1, 1], 0.5), null);

    [Theory]
    [InlineData("faces:wild", "built-in wild faces")]
    [InlineData("rafdb:/data/RAF-DB/", "RAF-DB")]
    [InlineData("fer2013:/data/fer.csv", "FER-2013")]
    [InlineData("ckplus", "CK+")]
    [InlineData("drawn:rafdb", "built-in faces laid out as RAF-DB")]
    [InlineData("drawn:mine", "built-in faces of mine")]
    [InlineData("folder:/data/mine", "mine")]
    [InlineData("pack:/data/own.pack", "own.pack")]
    public void DataTitle_NamesDrawnFacesAsSuchAndPublishedSetsByTheirName(string spec, string title) => Assert.Equal(title, DataTitle.Of(spec));

    [Fact]
    public void Confusion_CarriesTheCounts()
    {
        var spec = Spec.Of(ResultFigures.Confusion(Model, "D"));
        Assert.Equal("Confusion matrix of net on D", spec.Title());
        Assert.Equal([["1", "1"], ["0", "2"]], spec["data"]![0]!["text"]!.AsArray().Select(row => row.Texts()));
    }

    [Fact]
    public void ClassScores_GivePrecisionRecallAndF1_AndTheWorstStandsOut()
    {
        var spec = Spec.Of(ResultFigures.ClassScores(Model, "D"));
        Assert.Equal([["sad", "100.0 %", "50.0 %", "0.667", "2"], ["glad", "66.7 %", "100.0 %", "0.800", "2"]], spec.Rows());
        Assert.NotEqual("#FFFFFF", spec.Fill(0, 3));
        Assert.Equal("#FFFFFF", spec.Fill(1, 3));
        Assert.Contains("sad", spec.Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Reliability_StatesTheCalibrationError() =>
        Assert.Contains($"error {100 * Model.Calibration.ExpectedError:F2} % over 4 answers", Spec.Of(ResultFigures.Reliability(Model, "D")).Subtitle(), StringComparison.Ordinal);

    [Fact]
    public void Features_MarksTheWrongOnes()
    {
        var spec = Spec.Of(ResultFigures.Features(Model, [[0, 1, 0], [1, 0, 0], [1, 1, 0], [0, 0, 1]], "D"));
        Assert.Contains("4 pictures", spec.Subtitle(), StringComparison.Ordinal);
        Assert.Contains("(1)", spec.Subtitle(), StringComparison.Ordinal);
    }

    [Fact]
    public void Table_TakesItsNetworksOfEachWidthAndSaysWhatWasNotRun()
    {
        AblationSummary[] rows = [Row("gclnet:baseline:tiny", 0.5), Row("gclnet:lfa:tiny", 0.625), Row("gclnet:attention:tiny", 0.25), Row("gclnet:baseline", 0.75)];
        var spec = Spec.Of(ResultFigures.Table(5, rows));
        Assert.Equal(["–", "✓", "–", "✓"], spec.Rows().Select(row => row[0]));
        Assert.Equal(["50.00 ± 1.00 % (3)", "62.50 ± 1.00 % (3)", "not run", "not run"], spec.Rows().Select(row => row[2]));
        Assert.Equal(["75.00 ± 1.00 % (3)", "not run", "not run", "not run"], spec.Rows().Select(row => row[3]));
        Assert.Contains("built-in wild faces, tiny", spec.Title(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ResultFigures.Table(8, rows));

        static AblationSummary Row(string model, double accuracy) => new("faces:wild", model, 3, 3, new Interval(accuracy, 0, 1, 0.95), new Interval(0, 0, 1, 0.95), 0.01, null);
    }

    [Fact]
    public void Robustness_GivesAFigureACondition()
    {
        var point = new RobustnessPoint(0, "none", new Interval(0.5, 0.25, 0.75, 0.95), new Interval(0, 0, 0, 0.95), null);
        RobustnessCurve[] curves = [new("yaw", "yaw in degrees", "a", [point]), new("yaw", "yaw in degrees", "b", [point]), new("blur", "blur", "a", [point])];
        var figures = ResultFigures.Robustness(curves, "D");
        Assert.Equal(["yaw", "blur"], figures.Select(one => one.Name));
        Assert.Equal("Accuracy under yaw on D", Spec.Of(figures[0].Figure).Title());
    }

    [Fact]
    public void Lines_OfRobustness_TellOnWhichSideADifferenceLies()
    {
        RobustnessCurve[] curves = [Curve("a", 0.3, null), Curve("b", 0.2, new Interval(0.1, 0.05, 0.15, 0.95)), Curve("c", 0.4, new Interval(-0.1, -0.3, 0.1, 0.95))];
        string[] lines = [.. RobustnessReport.Lines(curves)];
        Assert.Equal("yaw in degrees: 0, 75", lines[0]);
        Assert.Equal("  at 75, where a loses most, b loses 20.0 points, 10.0 [5.0, 15.0] fewer than that", lines[4]);
        Assert.Equal("  at 75, where a loses most, c loses 40.0 points, 10.0 [-10.0, 30.0] more than that: not told apart", lines[5]);

        static RobustnessCurve Curve(string model, double loss, Interval? saved) => new("yaw", "yaw in degrees", model,
            [Point("0", 0.9, 0, null), Point("75", 0.9 - loss, loss, saved)]);

        static RobustnessPoint Point(string label, double accuracy, double loss, Interval? saved) =>
            new(0, label, new Interval(accuracy, accuracy - 0.05, accuracy + 0.05, 0.95), new Interval(loss, 0, 1, 0.95), saved);
    }

    [Fact]
    public void Lines_OfRobustness_WhereBothAreAtTheFloor_SayNothingOfIt()
    {
        // "a" begins higher, and so loses more until both guess.
        RobustnessCurve Curve(string model, double begin, double half, Interval? saved) => new("yaw", "yaw in degrees", model,
            [Point("0", begin, 0, null), Point("45", half, begin - half, saved), Point("75", 0.15, begin - 0.15, new Interval(0.3, 0.2, 0.4, 0.95))]) { Floor = 0.14 };
        static RobustnessPoint Point(string label, double accuracy, double loss, Interval? saved) =>
            new(0, label, new Interval(accuracy, accuracy - 0.05, accuracy + 0.05, 0.95), new Interval(loss, 0, 1, 0.95), saved);

        string[] lines = [.. RobustnessReport.Lines([Curve("a", 0.8, 0.5, null), Curve("b", 0.5, 0.25, new Interval(0.05, -0.05, 0.15, 0.95))])];
        Assert.Equal("  at 45, where a loses most before both are at the floor, b loses 25.0 points, 5.0 [-5.0, 15.0] fewer than that, having begun 30.0 lower: not told apart", lines[3]);
        lines = [.. RobustnessReport.Lines([Curve("a", 0.18, 0.15, null), Curve("b", 0.17, 0.15, null)])];
        Assert.Equal("  b and a are nowhere surely above the floor of 14 %, the commonest class: nothing can be said", lines[3]);
    }

    [Fact]
    public void RateOfEpoch_FollowsTheSchedule()
    {
        var steps = Recipe.PaperPretrain;
        Assert.Equal(0.05, steps.RateOfEpoch(20), 12);
        Assert.Equal(0.005, steps.RateOfEpoch(21), 12);
        Assert.Equal(0.05e-9, steps.RateOfEpoch(200), 15);
        Assert.Throws<ArgumentOutOfRangeException>(() => steps.RateOfEpoch(201));
        Assert.Equal(Recipe.Quick.Rate / 25, Recipe.Quick.RateOfEpoch(1), 12);
        Assert.Equal(Recipe.Quick.Rate, Enumerable.Range(1, Recipe.Quick.Epochs).Max(Recipe.Quick.RateOfEpoch), 5);
    }
}
