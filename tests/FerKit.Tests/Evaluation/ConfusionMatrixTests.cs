using FerKit.Evaluation;

namespace FerKit.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    // scikit-learn 1.2: precision_recall_fscore_support and f1_score(average="macro") of the same lists.
    private static readonly long[] Truth = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2];
    private static readonly long[] Said = [0, 0, 1, 2, 1, 1, 0, 2, 2, 0];

    [Fact]
    public void Metrics_OfKnownLists_EqualScikitLearn()
    {
        var matrix = new ConfusionMatrix(["a", "b", "c"], Truth, Said);
        Assert.Equal(0.6, matrix.Accuracy, 12);
        Assert.Equal(0.6111111111111112, matrix.MacroF1, 12);
        Assert.Equal([0.5, 2.0 / 3, 2.0 / 3], matrix.PerClass.Select(score => score.Precision));
        Assert.Equal([0.5, 2.0 / 3, 2.0 / 3], matrix.PerClass.Select(score => score.Recall));
        Assert.Equal([4L, 3, 3], matrix.PerClass.Select(score => score.Support));
        Assert.Equal(1, matrix.Counts[0, 2]);
    }

    [Fact]
    public void MacroF1_WithAClassThatNeverOccurs_LeavesItOut()
    {
        var matrix = new ConfusionMatrix(["a", "b", "never"], [0, 1], [0, 1]);
        Assert.Equal(1, matrix.MacroF1);
        Assert.Equal(0, matrix.PerClass[2].F1);
    }

    [Fact]
    public void PerClass_OfAClassThatIsNeverPredicted_HasPrecisionZero()
    {
        var matrix = new ConfusionMatrix(["a", "b"], [0, 1], [0, 0]);
        Assert.Equal(0, matrix.PerClass[1].Precision);
        Assert.Equal(1.0 / 3, matrix.MacroF1, 12);
    }

    [Fact]
    public void Constructor_WithALabelThatIsNoClass_SaysWhich() =>
        Assert.Contains("Sample 1", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(["a", "b"], [0, 2], [0, 0])).Message, StringComparison.Ordinal);
}
