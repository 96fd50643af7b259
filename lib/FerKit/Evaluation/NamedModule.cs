using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Evaluation;

/// <summary>Modules of a network by name.</summary>
internal static class NamedModule
{
    private const int Offered = 3;

    /// <summary>The names of the modules that take a tensor and give one.</summary>
    public static IReadOnlyList<string> All(Module<Tensor, Tensor> model) =>
        [.. model.named_modules().Where(one => one.Item2 is Module<Tensor, Tensor> && one.Item1.Length > 0).Select(one => one.Item1)];

    /// <summary>The module of a name.</summary>
    /// <exception cref="ArgumentException">There is none; the nearest names are offered.</exception>
    public static Module<Tensor, Tensor> Find(Module<Tensor, Tensor> model, string name)
    {
        foreach (var (found, module) in model.named_modules())
            if (found == name && module is Module<Tensor, Tensor> wanted) return wanted;
        var nearest = All(model).OrderBy(one => NearestName.Distance(one, name)).Take(Offered);
        throw new ArgumentException($"the model has no module '{OneLine.Of(name)}'; the nearest names are {string.Join(", ", nearest)}.");
    }
}
