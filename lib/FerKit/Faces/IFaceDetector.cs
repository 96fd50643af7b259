using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>Finds upright faces in a picture. Safe to call from several threads at once; equal pictures give equal boxes.</summary>
public interface IFaceDetector
{
    /// <summary>The method and the library behind it, as <c>ferkit doctor</c> prints them.</summary>
    string Description { get; }

    /// <summary>What <see cref="FindLandmarks"/> finds.</summary>
    LandmarkKind Landmarks => LandmarkKind.None;

    /// <summary>The faces, the largest first; empty when there are none.</summary>
    IReadOnlyList<FaceBox> Detect(RgbImage image);

    /// <summary>Eyes, nose and mouth of a face that <see cref="Detect"/> found in the same picture; null when they are not found.</summary>
    FaceLandmarks? FindLandmarks(RgbImage image, FaceBox face) => face.Landmarks;
}
