using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public class FaceDetectorTests
{
    [Fact]
    public void Default_Detector_DescribesItself() => Assert.NotEmpty(FaceDetector.Default.Description);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(120, 90)]
    [InlineData(1000, 20)]
    public void Detect_PictureWithoutAFace_FindsNone(int width, int height) =>
        Assert.Empty(FaceDetector.Default.Detect(new RgbImage(width, height)));

    [Fact]
    public void Detect_DrawnFaces_GivesBoxesInsideThePictureLargestFirst()
    {
        for (ulong person = 1; person <= 6; person++)
        {
            RgbImage picture = FaceRenderer.Draw(Portraits.Clear(person), 200);
            IReadOnlyList<FaceBox> boxes = FaceDetector.Default.Detect(picture);
            Assert.All(boxes, box => Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= picture.Width + 0.01f && box.Y + box.Height <= picture.Height + 0.01f && box.Score > 0, $"{box}"));
            Assert.Equal(boxes.OrderByDescending(box => box.Width * box.Height), boxes);
        }
    }

    [Fact]
    public void Detect_FromManyThreads_AgreesWithOne()
    {
        RgbImage picture = FaceRenderer.Draw(Portraits.Clear(1), 200);
        IReadOnlyList<FaceBox> expected = FaceDetector.Default.Detect(picture);
        Parallel.For(0, 24, _ => Assert.Equal(expected, FaceDetector.Default.Detect(picture)));
    }

    [Fact]
    public void Order_Boxes_PutsTheLargestFirstInsideThePicture()
    {
        FaceBox[] boxes = FaceBox.Order(
            [new(5, 5, 10, 10, 3), new(-10, -10, 50, 50, 1), new(90, 90, 40, 40, 2), new(-20, 0, 10, 10, 9), new(100, 0, 5, 5, 1)], 100, 100);
        Assert.Equal([new(0, 0, 40, 40, 1), new(5, 5, 10, 10, 3), new(90, 90, 10, 10, 2)], boxes);
    }
}
