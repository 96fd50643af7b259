using FerKit.Faces;
using FerKit.Faces.Cropping;
using FerKit.Imaging;

namespace FerKit.Tests.Faces.Cropping;

public sealed class FaceSquareTests
{
    [Fact]
    public void Of_ABox_IsTheLongerSideAroundItsMiddle() =>
        Assert.Equal(new(25, 40, 40), FaceSquare.Of(new FaceBox(10, 20, 30, 40, 1)));

    [Fact]
    public void WithMargin_OfASquare_AddsItOnEachSide() =>
        Assert.Equal(new(25, 40, 56), FaceSquare.Of(new FaceBox(10, 20, 30, 40, 1)).WithMargin(0.2f));

    [Theory]
    [InlineData(30, 40, 50, 40, 0)]
    [InlineData(30, 40, 50, 60, 45)]
    [InlineData(30, 40, 50, 20, -45)]
    public void ByEyes_OfATiltedFace_TurnsTheBoxAlong(float leftX, float leftY, float rightX, float rightY, float degrees)
    {
        var square = FaceSquare.ByEyes(new FaceBox(20, 20, 40, 40, 1), new FaceLandmarks(new(leftX, leftY), new(rightX, rightY)));
        Assert.Equal((40f, 40f, 40f), (square.X, square.Y, square.Side));
        Assert.Equal(degrees, square.Angle * 180 / MathF.PI, 1e-4f);
    }

    [Fact]
    public void ByLandmarks_OfTheTemplateItself_IsItsCrop()
    {
        var square = Aligned([.. FaceSquare.Template]);
        Assert.Equal(56, square.X, 1e-4f);
        Assert.Equal(56, square.Y, 1e-4f);
        Assert.Equal(112, square.Side, 1e-4f);
        Assert.Equal(0, square.Angle, 1e-6f);
    }

    [Fact]
    public void ByLandmarks_OfAMovedTurnedAndScaledFace_FollowsIt()
    {
        // A quarter turn clockwise, twice as large: (x, y) to (300 - 2 y, 2 x).
        var square = Aligned([.. FaceSquare.Template.Select(point => new FacePoint(300 - 2 * point.Y, 2 * point.X))]);
        Assert.Equal(300 - 112, square.X, 1e-3f);
        Assert.Equal(112, square.Y, 1e-3f);
        Assert.Equal(224, square.Side, 1e-3f);
        Assert.Equal(MathF.PI / 2, square.Angle, 1e-5f);
    }

    [Theory]
    [InlineData(30, 107.9f)]
    [InlineData(45, 104.6f)]
    [InlineData(60, 103.0f)]
    public void ByLandmarks_OfAFaceThatLooksAside_IsNearestInTheCrop(double degrees, float side)
    {
        // The template on a head: the tip of the nose is 12 pixels before the rest.
        (double sin, double cos) = Math.SinCos(degrees * Math.PI / 180);
        FacePoint[] points = [.. FaceSquare.Template.Select((point, i) => point with { X = (float)(56 + (point.X - 56) * cos + (i == 2 ? 12 * sin : 0)) })];
        RotatedSquare square = Aligned(points);
        Assert.Equal(side, square.Side, 0.1f);
        double least = Distance(square);
        foreach (float step in (float[])[-0.5f, 0.5f])
        {
            Assert.True(Distance(square with { X = square.X + step }) > least);
            Assert.True(Distance(square with { Y = square.Y + step }) > least);
            Assert.True(Distance(square with { Side = square.Side + step }) > least);
            Assert.True(Distance(square with { Angle = square.Angle + step / 50 }) > least);
        }

        // Sum of squared distances to the template, in pixels of a crop of 112.
        double Distance(RotatedSquare one) => points.Zip(FaceSquare.Template).Sum(pair =>
        {
            (double x, double y, double scale) = (pair.First.X - one.X, pair.First.Y - one.Y, 112 / one.Side);
            double u = 56 + scale * (x * Math.Cos(one.Angle) + y * Math.Sin(one.Angle)) - pair.Second.X, v = 56 + scale * (y * Math.Cos(one.Angle) - x * Math.Sin(one.Angle)) - pair.Second.Y;
            return u * u + v * v;
        });
    }

    [Fact]
    public void ByLandmarks_AllInOnePlace_AreNone() => Assert.Null(FaceSquare.ByLandmarks([new(3, 4), new(3, 4), new(3, 4), new(3, 4), new(3, 4)]));

    private static RotatedSquare Aligned(FacePoint[] points) => Assert.NotNull(FaceSquare.ByLandmarks(points));
}
