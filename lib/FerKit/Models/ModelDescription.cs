using FerKit.Data;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>What a weights file says of its model, besides the weights.</summary>
/// <param name="Model">The name in <see cref="ModelZoo"/>, e.g. <c>gclnet:tiny</c>.</param>
/// <param name="ClassNames">The classes in the order of the logits.</param>
/// <param name="InputSize">Height and width of the pictures it was trained on, in pixels.</param>
/// <param name="Normalisation">What its input expects.</param>
/// <param name="Options">What a GCLNet was built from, its form included; null for another model, and in older files for the preset's own.</param>
public sealed record ModelDescription(
    string Model, IReadOnlyList<string> ClassNames, int InputSize, Normalisation Normalisation, GclNetOptions? Options = null)
{
    /// <summary>Makes the model, with fresh weights. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">No such model, or options that do not fit together.</exception>
    public Module<Tensor, Tensor> Create() =>
        Options is null ? ModelZoo.Create(Model, ClassNames.Count) : new GclNet(Options with { Classes = ClassNames.Count });
}
