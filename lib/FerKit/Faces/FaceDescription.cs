using FerKit.Data;

namespace FerKit.Faces;

/// <summary>A built-in face that is not drawn yet.</summary>
/// <param name="Expression">What it shows.</param>
/// <param name="Subject">Who it is.</param>
/// <param name="Split">Train or test.</param>
/// <param name="Parameters">What to draw.</param>
public sealed record FaceDescription(Expression Expression, string Subject, DataSplit Split, FaceParameters Parameters)
{
    /// <summary>Draws it.</summary>
    /// <param name="size">Pixels a side, 32 to 1,024.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size outside 32 to 1,024.</exception>
    public DrawnFace Draw(int size) => new(FaceRenderer.Draw(Parameters, size), Expression, Subject, Split, Parameters);
}
