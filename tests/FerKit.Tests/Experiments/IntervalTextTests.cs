using FerKit.Evaluation;
using FerKit.Experiments;

namespace FerKit.Tests.Experiments;

public sealed class IntervalTextTests
{
    private const double None = double.NaN;

    [Fact]
    public void Text_OfAnInterval_GivesItsEnds()
    {
        Assert.Equal("72.5 % [67.7, 77.0]", IntervalText.Percent(new(0.725, 0.677, 0.77, 0.95)));
        Assert.Equal("0.525 [0.454, 0.591]", IntervalText.Score(new(0.525, 0.454, 0.591, 0.95)));
        Assert.Equal("5.1 [-11.1, 21.5] fewer", IntervalText.Points(new(0.051, -0.111, 0.215, 0.95), "fewer", "more"));
        Assert.Equal("5.1 [-11.1, 21.5] more", IntervalText.Points(new(-0.051, -0.215, 0.111, 0.95), "fewer", "more"));
    }

    [Fact]
    public void Text_OfOnePerson_SaysThatThereIsNoInterval()
    {
        Assert.Equal("0.525 (one person: no interval)", IntervalText.Score(new(0.525, None, None, 0.95)));
        Assert.Equal("2.0 (one person: no interval) more", IntervalText.Points(new(-0.02, None, None, 0.95), "fewer", "more"));
    }

    [Fact]
    public void Over_PairsOfAnswers_AreDrawnTogether()
    {
        ScoredModel first = Model([0, 0, 1, 1, 1, 0, 0, 1]), second = Model([0, 0, 1, 1, 1, 0, 1, 1]);
        Interval gain = second.Over(first);
        Assert.Equal(0.125, gain.Value, 12);
        Assert.Equal(-0.125, first.Over(second).Value, 12);
        Assert.Equal(0, gain.From, 12);    // seven answers are alike: never worse
        Assert.Equal(new Interval(0, 0, 0, 0.95), first.Over(first));
        Assert.Throws<ArgumentException>(() => first.Over(Model([0, 0, 1, 1, 1, 0, 0])));

        static ScoredModel Model(long[] said) => new("m", ["a", "b"],
            new Prediction([.. said.Select(one => one == 0 ? new[] { 0.9f, 0.1f } : [0.1f, 0.9f])], [.. new long[] { 0, 0, 1, 1, 1, 0, 1, 1 }.Take(said.Length)], 0), null);
    }
}
