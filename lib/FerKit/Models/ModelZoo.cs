using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>Every model by its name: <c>resnet34</c>, <c>gclnet</c>, or with a preset behind a colon.</summary>
public static class ModelZoo
{
    private const int TinyWidth = 16;

    private static readonly SortedDictionary<string, Func<int, Module<Tensor, Tensor>>> Known = new(StringComparer.Ordinal)
    {
        ["resnet34"] = classes => new ResNet34(classes),
        ["resnet34:tiny"] = classes => new ResNet34(classes, TinyWidth),
        ["gclnet"] = classes => new GclNet(GclNetOptions.Recommended with { Classes = classes }),
        ["gclnet:recommended"] = classes => new GclNet(GclNetOptions.Recommended with { Classes = classes }),
        ["gclnet:tiny"] = classes => new GclNet(GclNetOptions.Tiny with { Classes = classes }),
    };

    /// <summary>The names that there are.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Makes a model with fresh weights from torch's default generator. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">No such model; the message lists those that there are.</exception>
    public static Module<Tensor, Tensor> Create(string name, int classes = 7) =>
        Known.TryGetValue(name, out var make)
            ? make(classes)
            : throw new ArgumentException($"'{OneLine.Of(name)}' is no model; use {string.Join(", ", Names)}.");
}
