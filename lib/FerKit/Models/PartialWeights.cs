using FerKit.Safetensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>Weights from elsewhere, such as torchvision's or timm's ResNet-34 of ImageNet: what fits is taken, the rest is named.</summary>
public static class PartialWeights
{
    private const string First = "conv1.weight";

    /// <summary>Copies every tensor of a file whose name and shape the model has; the model's other weights stay.</summary>
    /// <param name="path">Any safetensors file with PyTorch's names for ResNet-34, with or without one prefix before them all, e.g. <c>module.</c></param>
    /// <param name="model">The model to fill.</param>
    /// <exception cref="FerKitException">Not a safetensors file, or not a ResNet-34: nothing is called conv1.weight or has its shape. The model is left as it was.</exception>
    public static WeightsMatch Fill(string path, Module<Tensor, Tensor> model)
    {
        using var file = SafetensorsFile.Open(path);
        string prefix = file.Entries.Select(entry => entry.Name).Where(name => name == First || name.EndsWith("." + First, StringComparison.Ordinal))
            .MinBy(name => name.Length) is { } found ? found[..^First.Length]
            : throw new FerKitException($"{path}: is no ResNet-34: no tensor is called {First}.");
        var entries = file.Entries.Where(entry => entry.Name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(entry => entry.Name[prefix.Length..]);
        var tensors = model.state_dict();
        string[] shared = [.. tensors.Keys.Where(entries.ContainsKey)];
        string[] reshaped = [.. shared.Where(name => !entries[name].Shape.SequenceEqual(tensors[name].shape))];
        if (reshaped.Contains(First))
            throw new FerKitException($"{path}: its {First} has the shape {entries[First].ShapeText}, the model's ({string.Join(", ", tensors[First].shape)}); choose a model of the same width.");
        using var off = no_grad();
        foreach (string name in shared.Except(reshaped))
        {
            using var read = TensorBytes.Read(file, entries[name]);
            tensors[name].copy_(read);
        }
        return new WeightsMatch(
            shared.Length - reshaped.Length, [.. tensors.Keys.Where(name => !entries.ContainsKey(name))],
            [.. file.Entries.Select(entry => entry.Name).Where(name => !name.StartsWith(prefix, StringComparison.Ordinal) || !tensors.ContainsKey(name[prefix.Length..]))], reshaped);
    }
}

/// <summary>How a file's weights fit a model.</summary>
/// <param name="Filled">Tensors that were copied.</param>
/// <param name="Missing">Tensors of the model that the file does not have; they keep their fresh weights.</param>
/// <param name="Surplus">Tensors of the file that the model does not have.</param>
/// <param name="Reshaped">Tensors that both have in different shapes, such as the last layer for other classes; they keep their fresh weights.</param>
public sealed record WeightsMatch(int Filled, IReadOnlyList<string> Missing, IReadOnlyList<string> Surplus, IReadOnlyList<string> Reshaped);
