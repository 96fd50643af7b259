using FaceAiSharp;
using FerKit.Imaging;
using Microsoft.ML.OnnxRuntime;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace FerKit.Faces;

public static partial class FaceDetector
{
    private static partial IFaceDetector Create() => new ScrfdFaceDetector();
}

/// <summary>SCRFD-2.5G (Guo et al., ICLR 2022) as FaceAiSharp ships and runs it; the session may be used by several threads.</summary>
internal sealed class ScrfdFaceDetector : IFaceDetector
{
    private readonly FaceAiSharp.IFaceDetector _detector = Load();

    public string Description => $"SCRFD of FaceAiSharp {PackageVersion.Of(typeof(ScrfdDetector))}";

    public LandmarkKind Landmarks => LandmarkKind.FivePoints;

    public IReadOnlyList<FaceBox> Detect(RgbImage image)
    {
        // The detector scales confidences up with the boxes of large pictures.
        using Image<Rgb24> picture = SixLabors.ImageSharp.Image.LoadPixelData<Rgb24>(image.Pixels, image.Width, image.Height);
        return FaceBox.Order(
            _detector.DetectFaces(picture).Select(face => new FaceBox(face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height, Math.Min(1, face.Confidence ?? 0)) { Landmarks = Points(face.Landmarks) }),
            image.Width, image.Height);
    }

    // SCRFD's order is that of FaceLandmarks.
    private static FaceLandmarks? Points(IReadOnlyList<PointF>? found) => found is [var left, var right, var nose, var leftMouth, var rightMouth]
        ? new(new(left.X, left.Y), new(right.X, right.Y), new(nose.X, nose.Y), new(leftMouth.X, leftMouth.Y), new(rightMouth.X, rightMouth.Y)) : null;

    private static FaceAiSharp.IFaceDetector Load()
    {
        NativeLibraries.RegisterFor(typeof(SessionOptions).Assembly);
        try
        {
            // Callers bring their own threads.
            return FaceAiSharpBundleFactory.CreateFaceDetectorWithLandmarks(new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new FerKitException($"The face detector cannot start: {e.GetBaseException().Message.Split('\n', 2)[0].Trim()}; its model comes with the package FaceAiSharp.Bundle and runs on that of Microsoft.ML.OnnxRuntime, so restore and build again", e);
        }
    }
}
