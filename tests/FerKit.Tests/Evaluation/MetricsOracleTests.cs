using System.Text.Json;
using FerKit.Evaluation;

namespace FerKit.Tests.Evaluation;

/// <summary>Metrics against scikit-learn's and scipy's (fixtures/make_metrics.py).</summary>
public sealed class MetricsOracleTests
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "fixtures", "metrics.json"))).RootElement;

    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f", "g"];

    public static TheoryData<string> Cases => [.. Root.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metrics_EqualScikitLearn(string name)
    {
        var expected = Root.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        var prediction = Answers(expected);
        var matrix = prediction.Confusion(Names);
        double[] Numbers(string key) => [.. expected.GetProperty(key).EnumerateArray().Select(value => value.GetDouble())];
        double Number(string key) => expected.GetProperty(key).GetDouble();

        Assert.Equal(Number("accuracy"), matrix.Accuracy, 12);
        Assert.Equal(Number("accuracy"), prediction.Accuracy, 12);
        Assert.Equal(Number("macroPrecision"), matrix.MacroPrecision, 12);
        Assert.Equal(Number("macroRecall"), matrix.MacroRecall, 12);
        Assert.Equal(Number("macroF1"), matrix.MacroF1, 12);
        Assert.Equal(Number("balanced"), matrix.MeanClassAccuracy, 12);
        Assert.Equal(Numbers("precision"), matrix.PerClass.Select(score => score.Precision), Near);
        Assert.Equal(Numbers("recall"), matrix.PerClass.Select(score => score.Recall), Near);
        Assert.Equal(Numbers("f1"), matrix.PerClass.Select(score => score.F1), Near);
        Assert.Equal(Numbers("support"), matrix.PerClass.Select(score => (double)score.Support));
        Assert.Equal(expected.GetProperty("confusion").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetInt64())), matrix.Counts.Cast<long>());
        Assert.Equal(Number("ece"), Calibration.Of(prediction).ExpectedError, 6);
    }

    [Fact]
    public void McNemar_EqualsTheBinomialTest()
    {
        var tests = Root.GetProperty("mcnemar").EnumerateArray().ToList();
        Assert.Equal(7, tests.Count);
        foreach (var test in tests)
            Assert.Equal(test.GetProperty("p").GetDouble(), new McNemar(test.GetProperty("first").GetInt64(), test.GetProperty("second").GetInt64()).P, 9);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    private static Prediction Answers(JsonElement found) => new(
        [.. found.GetProperty("probabilities").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetSingle()).ToArray())],
        [.. found.GetProperty("truth").EnumerateArray().Select(value => value.GetInt64())], 0);
}
