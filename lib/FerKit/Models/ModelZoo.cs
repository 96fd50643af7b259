using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// Every model by its name: <c>resnet34</c>, <c>gclnet</c>, <c>gclnet:PRESET</c> with a name of
/// <see cref="GclNetPresets"/>; <c>:tiny</c> at the end makes it a quarter as wide.
/// </summary>
public static class ModelZoo
{
    /// <summary>Ends the name of a network that is a quarter as wide.</summary>
    public const string TinySuffix = ":tiny";

    private const string Trunk = "resnet34", Network = "gclnet";

    /// <summary>The names that there are.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. ((string[])[Trunk, Network, .. GclNetPresets.All.Keys.Select(preset => $"{Network}:{preset}")]).SelectMany(name => (string[])[name, name + TinySuffix]),
    ];

    /// <summary>Makes a model with fresh weights from torch's default generator. The caller disposes it.</summary>
    /// <exception cref="ArgumentException">No such model; the message lists those that there are.</exception>
    public static Module<Tensor, Tensor> Create(string name, int classes = 7) => Options(name) is { } options
        ? new GclNet(options with { Classes = classes })
        : new ResNet34(classes, IsTiny(name) ? GclNetPresets.Tiny.Width : GclNetPresets.Recommended.Width);

    /// <summary>What the GCLNet of a name is built from; null for another model.</summary>
    /// <exception cref="ArgumentException">No such model; the message lists those that there are.</exception>
    public static GclNetOptions? Options(string name)
    {
        if (!Names.Contains(name)) throw new ArgumentException($"'{OneLine.Of(name)}' is no model; use {Listing}.");
        string full = IsTiny(name) ? name[..^TinySuffix.Length] : name;
        if (full == Trunk) return null;
        var options = full == Network ? GclNetPresets.Recommended : GclNetPresets.All[full[(Network.Length + 1)..]];
        return IsTiny(name) ? GclNetPresets.Shrink(options) : options;
    }

    /// <summary>The names in a few words, for messages.</summary>
    public static string Listing { get; } =
        $"{Trunk}, {Network} or {Network}: with {string.Join(", ", GclNetPresets.All.Keys)}; {TinySuffix} at the end makes any a quarter as wide";

    private static bool IsTiny(string name) => name.EndsWith(TinySuffix, StringComparison.Ordinal);
}
