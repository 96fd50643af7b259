using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>One built-in face with its label.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Expression">What it shows.</param>
/// <param name="Subject">Who it is, such as <c>s0012</c>; nobody is in both train and test.</param>
/// <param name="Split">Train or test.</param>
/// <param name="Parameters">What it was drawn from: change one thing and draw it again with <see cref="FaceRenderer"/>.</param>
public sealed record DrawnFace(RgbImage Image, Expression Expression, string Subject, DataSplit Split, FaceParameters Parameters);
