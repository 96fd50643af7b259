using FerKit.Data;

namespace FerKit.Models;

/// <summary>What a weights file says of its model, besides the weights.</summary>
/// <param name="Model">The name in <see cref="ModelZoo"/>, e.g. <c>gclnet:tiny</c>.</param>
/// <param name="ClassNames">The classes in the order of the logits.</param>
/// <param name="InputSize">Height and width of the pictures it was trained on, in pixels.</param>
/// <param name="Normalisation">What its input expects.</param>
public sealed record ModelDescription(string Model, IReadOnlyList<string> ClassNames, int InputSize, Normalisation Normalisation);
