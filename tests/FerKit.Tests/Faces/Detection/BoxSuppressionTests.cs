using FerKit.Faces.Detection;

namespace FerKit.Tests.Faces.Detection;

public sealed class BoxSuppressionTests
{
    [Theory]
    [InlineData(Overlap.Union, 0.5f)]
    [InlineData(Overlap.Union, 0.2f)]
    [InlineData(Overlap.Smaller, 0.7f)]
    public void Keep_OfRandomBoxes_IsTheDefinition(object overlap, float threshold)
    {
        var random = new Random(3);
        for (int round = 0; round < 20; round++)
        {
            // Whole pixels, so that areas can be counted.
            Candidate[] boxes = [.. Enumerable.Range(0, 25).Select(_ =>
            {
                int left = random.Next(20), top = random.Next(20);
                return new Candidate(left, top, left + 1 + random.Next(15), top + 1 + random.Next(15), random.NextSingle());
            })];
            List<int> kept = BoxSuppression.Keep(boxes, threshold, (Overlap)overlap);
            Assert.Equal(kept.OrderByDescending(i => boxes[i].Score), kept);
            // A box is out exactly when a surer one that is in overlaps it too much.
            for (int i = 0; i < boxes.Length; i++)
                Assert.Equal(!kept.Contains(i), kept.Any(j => boxes[j].Score > boxes[i].Score && Counted(boxes[i], boxes[j], (Overlap)overlap) > threshold));
        }
    }

    [Fact]
    public void Keep_OfABoxInALargerOne_DependsOnTheMeasure()
    {
        Candidate[] boxes = [new(0, 0, 40, 40, 0.8f), new(10, 10, 20, 20, 0.9f), new(60, 0, 80, 20, 0.1f)];
        Assert.Equal([1, 0, 2], BoxSuppression.Keep(boxes, 0.7f, Overlap.Union));
        Assert.Equal([1, 2], BoxSuppression.Keep(boxes, 0.7f, Overlap.Smaller));
    }

    [Fact]
    public void Keep_OfEquallySureBoxes_TakesTheEarlierOne() =>
        Assert.Equal([0], BoxSuppression.Keep([new(0, 0, 10, 10, 0.5f), new(1, 0, 11, 10, 0.5f)], 0.5f, Overlap.Union));

    [Fact]
    public void Keep_OfNone_IsEmpty() => Assert.Empty(BoxSuppression.Keep([], 0.5f, Overlap.Union));

    // Pixel by pixel.
    private static float Counted(Candidate a, Candidate b, Overlap overlap)
    {
        int end = overlap == Overlap.Smaller ? 1 : 0, both = 0, inA = 0, inB = 0;
        for (int y = 0; y < 40; y++)
            for (int x = 0; x < 40; x++)
            {
                bool In(Candidate box) => x >= box.Left && x < box.Right + end && y >= box.Top && y < box.Bottom + end;
                (bool one, bool other) = (In(a), In(b));
                both += one && other ? 1 : 0;
                inA += one ? 1 : 0;
                inB += other ? 1 : 0;
            }
        return overlap == Overlap.Union ? (float)both / (inA + inB - both) : (float)both / Math.Min(inA, inB);
    }
}
