using FerKit.Safetensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>Weights that a training starts from: those of an earlier run, or of ImageNet.</summary>
public static class StartingWeights
{
    private const string Head = "fc.";

    /// <summary>
    /// Fills a model. A file of this kit must be of the same model; its last layer is left out when it has other classes, for a
    /// class number alone means nothing. Of any other safetensors file what fits is taken, as <see cref="PartialWeights"/> does.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model, with fresh weights.</param>
    /// <param name="name">Its name in <see cref="ModelZoo"/>.</param>
    /// <param name="classNames">Its classes.</param>
    /// <returns>What was left fresh, in one line; null when nothing was.</returns>
    /// <exception cref="FerKitException">The file is damaged, or of another model; one line. The model is left as it was.</exception>
    public static string? Fill(string path, Module<Tensor, Tensor> model, string name, IReadOnlyList<string> classNames)
    {
        ModelDescription? description;
        using (var file = SafetensorsFile.Open(path)) description = WeightsFile.ReadDescription(file);
        if (description is null)
        {
            var match = PartialWeights.Fill(path, model);
            string[] fresh = [.. match.Missing.Concat(match.Reshaped)];
            return fresh.Length == 0 ? null : $"{OneLine.Of(path)}: {match.Filled} tensors were taken, {fresh.Length} begin anew ({OneLine.Of(string.Join(", ", fresh))})";
        }
        if (description.Model != name)
            throw new FerKitException($"{OneLine.Of(path)}: holds {OneLine.Of(description.Model)}, not {name}: choose --model {OneLine.Of(description.Model)}, or 'ferkit weights convert' takes what fits.");
        if (description.ClassNames.SequenceEqual(classNames))
        {
            WeightsFile.Fill(path, model);
            return null;
        }
        WeightsFile.Fill(path, model, leaveOut: Head);
        return $"{OneLine.Of(path)}: is for {description.ClassNames.Count} classes ({OneLine.Of(string.Join(", ", description.ClassNames))}), the data have {classNames.Count}: the last layer begins anew";
    }
}
