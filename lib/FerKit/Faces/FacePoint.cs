namespace FerKit.Faces;

/// <summary>A place in a picture, in pixels from its upper left corner; the middle of the first pixel is (0.5, 0.5).</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Down.</param>
public readonly record struct FacePoint(float X, float Y);
