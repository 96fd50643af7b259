using FerKit.Faces;
using FerKit.Faces.Cropping;

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
        var square = FaceSquare.ByLandmarks([.. FaceSquare.Template]);
        Assert.Equal(56, square.X, 1e-4f);
        Assert.Equal(56, square.Y, 1e-4f);
        Assert.Equal(112, square.Side, 1e-4f);
        Assert.Equal(0, square.Angle, 1e-6f);
    }

    [Fact]
    public void ByLandmarks_OfAMovedTurnedAndScaledFace_FollowsIt()
    {
        // A quarter turn clockwise, twice as large: (x, y) to (300 - 2 y, 2 x).
        var square = FaceSquare.ByLandmarks([.. FaceSquare.Template.Select(point => new FacePoint(300 - 2 * point.Y, 2 * point.X))]);
        Assert.Equal(300 - 112, square.X, 1e-3f);
        Assert.Equal(112, square.Y, 1e-3f);
        Assert.Equal(224, square.Side, 1e-3f);
        Assert.Equal(MathF.PI / 2, square.Angle, 1e-5f);
    }
}
