using FerKit.Faces;
using FerKit.Faces.Cropping;
using FerKit.Imaging;

namespace FerKit.Tests.Faces.Cropping;

/// <summary>From a photograph of a tilted face to its upright crop: what the alignment is for.</summary>
public sealed class TiltedFaceTests : IDisposable
{
    private const int Side = 96;

    // The middle of the face, its size beside the template's, and its tilt.
    private static readonly Similarity Pose = new(0.4 * Math.Cos(2), 0.4 * Math.Sin(2), 75, 45);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // The forehead is red, the face from the eyes down is blue.
    private sealed class Tilted(LandmarkKind kind) : IFaceDetector
    {
        private static readonly FacePoint[] Points = [.. FaceSquare.Template.Select(Pose.Apply)];

        public string Description => "a tilted face";

        public LandmarkKind Landmarks => kind;

        public IReadOnlyList<FaceBox> Detect(RgbImage image)
        {
            FacePoint eyes = new((Points[0].X + Points[1].X) / 2, (Points[0].Y + Points[1].Y) / 2);
            return [new FaceBox(eyes.X - 15, eyes.Y - 15, 30, 30, 1)];
        }

        public FaceLandmarks? FindLandmarks(RgbImage image, FaceBox face) =>
            kind == LandmarkKind.Eyes ? new(Points[0], Points[1]) : new(Points[0], Points[1], Points[2], Points[3], Points[4]);
    }

    [Theory]
    [InlineData(FaceAlignment.Eyes, LandmarkKind.Eyes, 0.5)]
    [InlineData(FaceAlignment.Landmarks, LandmarkKind.FivePoints, 51.6 / 112)]
    public void Write_OfATiltedFace_TurnsItUpright(FaceAlignment alignment, LandmarkKind kind, double eyes)
    {
        folder.Write("in/a.png", ImageCodec.Default.EncodePng(Photograph()));
        var report = FaceCropFolder.Write(folder.File("in"), folder.File("out"), new Tilted(kind), new FaceCropOptions { Size = Side, Margin = 0, Alignment = alignment });
        Assert.Empty(report.Unaligned);
        RgbImage crop = ImageCodec.Read(folder.File("out/a.png"));
        for (int y = 0; y < Side; y++)
            for (int x = 0; x < Side; x++)
            {
                if (Math.Abs(y - eyes * Side) < 4) continue;
                bool forehead = crop.Row(y)[3 * x] > 128;
                Assert.True(forehead == y < eyes * Side, $"({x}, {y}) is {(forehead ? "forehead" : "below the eyes")}");
            }
    }

    private static RgbImage Photograph()
    {
        var image = new RgbImage(120, 120);
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < image.Width; x++)
                image.Row(y)[3 * x + (Pose.Inverse.Apply(new(x + 0.5f, y + 0.5f)).Y < 51.6f ? 0 : 2)] = 255;
        return image;
    }
}
