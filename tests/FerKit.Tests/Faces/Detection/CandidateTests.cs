using FerKit.Faces.Detection;

namespace FerKit.Tests.Faces.Detection;

public sealed class CandidateTests
{
    [Theory]
    [InlineData(0, 10, 20, 42, 59)]
    [InlineData(1, 10.05f, 20, 42.65f, 58.975f)]
    public void MovedBy_Offsets_MovesEachEdgeByPartsOfTheSide(int extra, float left, float top, float right, float bottom)
    {
        Candidate moved = new Candidate(9, 20, 29, 60, 0.5f).MovedBy(new Offsets(0.05f, 0, 0.65f, -0.025f), extra);
        Assert.Equal(left, moved.Left, 1e-4);
        Assert.Equal(top, moved.Top, 1e-4);
        Assert.Equal(right, moved.Right, 1e-4);
        Assert.Equal(bottom, moved.Bottom, 1e-4);
        Assert.Equal(0.5f, moved.Score);
    }

    [Fact]
    public void Squared_Box_KeepsMiddleAndLongerSide() =>
        Assert.Equal(new Candidate(0, 20, 40, 60, 1), new Candidate(10, 20, 30, 60, 1).Squared());

    [Theory]
    [InlineData(-3.5f, -0.5f, 10.9f, 20.2f, 0, 0, 10, 20)]
    [InlineData(1, 1, 10, 10, 0, 0, 10, 10)]
    [InlineData(5.9f, 6.1f, 500, 500, 4, 5, 96, 45)]
    public void PixelsIn_APicture_AreWholeAndInside(float left, float top, float right, float bottom, int x, int y, int width, int height) =>
        Assert.Equal((x, y, width, height), new Candidate(left, top, right, bottom, 1).PixelsIn(100, 50));

    [Theory]
    [InlineData(-20, 5, -3, 20)]
    [InlineData(101, 5, 120, 20)]
    [InlineData(30, 5, 20, 20)]
    [InlineData(float.NaN, 5, 20, float.NegativeInfinity)]
    public void PixelsIn_APictureThatItMisses_IsNull(float left, float top, float right, float bottom) =>
        Assert.Null(new Candidate(left, top, right, bottom, 1).PixelsIn(100, 50));
}
