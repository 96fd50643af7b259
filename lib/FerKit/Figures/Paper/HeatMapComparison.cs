using FerKit.Imaging;

namespace FerKit.Figures;

/// <summary>One face, and where two models look on it.</summary>
/// <param name="Picture">The face.</param>
/// <param name="Truth">Its expression.</param>
/// <param name="First">The first model's heat map over it, such as <see cref="HeatMapOverlay"/> draws.</param>
/// <param name="FirstSays">What that model says: "fear 62 %".</param>
/// <param name="Second">The second model's.</param>
/// <param name="SecondSays">What that model says.</param>
public sealed record ComparedFace(RgbImage Picture, string Truth, RgbImage First, string FirstSays, RgbImage Second, string SecondSays);

/// <summary>Fig. 13: Grad-CAM of two models side by side, a row a face.</summary>
public static class HeatMapComparison
{
    private const int Side = 210;

    /// <summary>Draws it.</summary>
    /// <param name="faces">The rows.</param>
    /// <param name="first">The first model's name; the paper's is ResNet-34.</param>
    /// <param name="second">The second model's name; the paper's is GCLNet.</param>
    /// <param name="data">The data, as titles name it: "built-in wild faces".</param>
    /// <exception cref="ArgumentException">No faces.</exception>
    public static RgbImage Figure13(IReadOnlyList<ComparedFace> faces, string first, string second, string data)
    {
        if (faces.Count == 0)
            throw new ArgumentException("There is no face to draw.", nameof(faces));
        return ImageGrid.Draw(
            [.. faces.SelectMany(face => (RgbImage[])[face.Picture, face.First, face.Second])],
            [.. faces.SelectMany(face => (string[])[$"the face\nshows {face.Truth}", $"{first}\nsays {face.FirstSays}", $"{second}\nsays {face.SecondSays}"])],
            3, new GridStyle($"Fig. 13. Grad-CAM on {data}", Side));
    }
}
