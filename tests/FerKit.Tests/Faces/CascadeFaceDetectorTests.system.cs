using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Tests.Faces;

public class CascadeFaceDetectorTests
{
    [Fact]
    public void Detect_SchematicFace_FindsItWhereItIs()
    {
        RgbImage picture = Grey(300, 240);
        DrawFace(picture, centerX: 160, centerY: 120, scale: 1);
        FaceBox box = Assert.Single(FaceDetector.Default.Detect(picture));
        Assert.InRange(box.X + box.Width / 2, 150, 170);
        Assert.InRange(box.Y + box.Height / 2, 105, 135);
        Assert.InRange(box.Width, 110, 190);
        Assert.True(box.Score > 0);
    }

    [Fact]
    public void Detect_TwoFaces_PutsTheLargerFirst()
    {
        RgbImage picture = Grey(420, 240);
        DrawFace(picture, centerX: 90, centerY: 120, scale: 0.6);
        DrawFace(picture, centerX: 290, centerY: 120, scale: 1);
        IReadOnlyList<FaceBox> boxes = FaceDetector.Default.Detect(picture);
        Assert.Equal(2, boxes.Count);
        Assert.InRange(boxes[0].X + boxes[0].Width / 2, 275, 305);
        Assert.InRange(boxes[1].X + boxes[1].Width / 2, 80, 100);
    }

    [Fact]
    public void Detect_LargePicture_GivesBoxesInItsOwnPixels()
    {
        RgbImage picture = Grey(1600, 1000);
        DrawFace(picture, centerX: 1200, centerY: 500, scale: 4);
        FaceBox box = FaceDetector.Default.Detect(picture)[0];
        Assert.InRange(box.X + box.Width / 2, 1150, 1250);
        Assert.InRange(box.Width, 440, 760);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(-12)]
    public void FindLandmarks_OfTiltedFaces_FindsTheTiltOfMost(float roll)
    {
        IFaceDetector detector = FaceDetector.Default;
        Assert.Equal(LandmarkKind.Eyes, detector.Landmarks);
        int found = 0;
        for (ulong person = 1; person <= 10; person++)
        {
            RgbImage picture = FaceRenderer.Draw(Portraits.Clear(person) with { Pose = new HeadPose { Roll = roll } }, 200);
            if (detector.Detect(picture) is not [var face, ..] || detector.FindLandmarks(picture, face) is not { } eyes) continue;
            found++;
            Assert.Equal(roll, Math.Atan2(eyes.RightEye.Y - eyes.LeftEye.Y, eyes.RightEye.X - eyes.LeftEye.X) * 180 / Math.PI, 3.0);
            Assert.Null(eyes.FivePoints());
        }
        Assert.InRange(found, 7, 10);
    }

    [Fact]
    public void FindLandmarks_WithoutEyes_IsNull() =>
        Assert.Null(FaceDetector.Default.FindLandmarks(Grey(100, 100), new FaceBox(10, 10, 80, 80, 1)));

    [Fact]
    public void Detect_FromManyThreads_AgreesWithOne()
    {
        RgbImage picture = Grey(200, 200);
        DrawFace(picture, centerX: 100, centerY: 100, scale: 0.8);
        IReadOnlyList<FaceBox> expected = FaceDetector.Default.Detect(picture);
        Assert.NotEmpty(expected);
        Parallel.For(0, 24, _ => Assert.Equal(expected, FaceDetector.Default.Detect(picture)));
    }

    [Fact]
    public void Constructor_MissingCascade_NamesTheFileAndTheVariable()
    {
        FerKitException e = Assert.Throws<FerKitException>(() => new CascadeFaceDetector("/no/such/cascade.xml"));
        Assert.Contains("/no/such/cascade.xml", e.Message);
        Assert.Contains(CascadeFaceDetector.PathVariable, e.Message);
    }

    private static RgbImage Grey(int width, int height)
    {
        RgbImage picture = new(width, height);
        Array.Fill(picture.Pixels, (byte)90);
        return picture;
    }

    /// <summary>Light skin, dark eyes in shaded sockets, brows, a bright nose, a mouth: what Haar-like features look for.</summary>
    private static void DrawFace(RgbImage picture, double centerX, double centerY, double scale)
    {
        Ellipse(0, 5, 62, 80, 190, 3);
        foreach (int side in new[] { -28, 28 })
        {
            Ellipse(side, -18, 20, 12, 140, 8);
            Ellipse(side, -16, 13, 6, 60, 3);
            Ellipse(side, -34, 20, 5, 70, 3);
        }
        Ellipse(0, 12, 8, 22, 215, 8);
        Ellipse(0, 30, 14, 5, 130, 3);
        Ellipse(0, 52, 26, 7, 90, 3);

        void Ellipse(double x, double y, double halfWidth, double halfHeight, int level, double soft)
        {
            for (int row = 0; row < picture.Height; row++)
                for (int column = 0; column < picture.Width; column++)
                {
                    double across = ((column - centerX) / scale - x) / halfWidth, down = ((row - centerY) / scale - y) / halfHeight;
                    double cover = Math.Clamp((1 - across * across - down * down) * Math.Min(halfWidth, halfHeight) / soft, 0, 1);
                    foreach (ref byte sample in picture.Row(row).Slice(column * 3, 3)) sample = (byte)(sample + (level - sample) * cover);
                }
        }
    }
}
