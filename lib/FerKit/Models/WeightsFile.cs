using System.Text.Json;
using FerKit.Data;
using FerKit.Safetensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// A model as a safetensors file: the weights under PyTorch's names, and a <see cref="ModelDescription"/> in the
/// metadata under the key <c>ferkit</c>. Equal models give equal bytes.
/// </summary>
public static class WeightsFile
{
    private const string Key = "ferkit";

    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="FerKitException">The file cannot be written.</exception>
    public static void Save(string path, Module<Tensor, Tensor> model, ModelDescription description)
    {
        SafetensorsWriter.Write(path, model.state_dict().Select(entry => TensorBytes.Describe(entry.Key, entry.Value)),
            new Dictionary<string, string> { [Key] = JsonSerializer.Serialize(description with { Options = (model as GclNet)?.Options }) });
    }

    /// <summary>Makes the model that the file describes and fills it. The caller disposes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, for a file that does not describe itself and has seven classes, taken in the paper's order; must agree with one that does.</param>
    /// <exception cref="FerKitException">A file that is damaged, does not say its model, or does not fit it; one line.</exception>
    public static (Module<Tensor, Tensor> Model, ModelDescription Description) Load(string path, string? model = null)
    {
        using var file = SafetensorsFile.Open(path);
        var description = Describe(file, model);
        Module<Tensor, Tensor> made;
        try
        {
            made = description.Create();
        }
        catch (ArgumentException e)
        {
            throw new FerKitException($"{path}: {e.Message}", e);
        }
        try
        {
            ModuleWeights.Fill(file, made);
        }
        catch
        {
            made.Dispose();
            throw;
        }
        return (made, description);
    }

    /// <summary>Copies a file's weights into a model of the same shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="leaveOut">How the names begin of tensors that stay as they are, and that the file need not have; null for none.</param>
    /// <exception cref="FerKitException">
    /// Keys that are missing, surplus, or of another shape, by name; or a GCLNet of other options, which may have the same
    /// shapes. The model is left as it was.
    /// </exception>
    public static void Fill(string path, Module<Tensor, Tensor> model, string? leaveOut = null)
    {
        using var file = SafetensorsFile.Open(path);
        if (model is GclNet network && ReadDescription(file) is { Options: { } options } description)
        {
            string[] others = [.. options.DifferencesFrom(network.Options)];
            if (others.Length > 0)
                throw new FerKitException($"{path}: holds {description.Model} with {string.Join(", ", others)}, which the model to fill has not; 'ferkit weights convert' takes what fits.");
        }
        ModuleWeights.Fill(file, model, leaveOut);
    }

    /// <summary>What a file says of its model; null when it says nothing.</summary>
    /// <exception cref="FerKitException">What it says cannot be read.</exception>
    public static ModelDescription? ReadDescription(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue(Key, out string? text)) return null;
        ModelDescription? description;
        try
        {
            description = JsonSerializer.Deserialize<ModelDescription>(text);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new FerKitException($"{file.Path}: its description of the model cannot be read ({OneLine.Of(e.Message)}).", e);
        }
        return description is { Model: not null, ClassNames.Count: >= 2, InputSize: > 0, Normalisation: { Mean.Count: 3, Deviation.Count: 3 } }
            ? description : throw new FerKitException($"{file.Path}: its description of the model is incomplete.");
    }

    private static ModelDescription Describe(SafetensorsFile file, string? model)
    {
        var description = ReadDescription(file);
        if (description is null && model is not null && file.Find("fc.bias") is { Shape: [7] })
            return new ModelDescription(model, ExpressionNames.Seven, 224, Normalisation.ImageNet);
        if (description is null)
            throw new FerKitException($"{file.Path}: does not say which model and classes it is for; 'ferkit weights convert' makes a file that does.");
        if (model is not null && model != description.Model)
            throw new FerKitException($"{file.Path}: holds {description.Model}, not {model}.");
        return description;
    }
}
