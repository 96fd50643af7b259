using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>The form in which a trained model answers fastest: each batch normalisation folded into the convolution before it, channels-last storage.</summary>
public static class InferenceForm
{
    /// <summary>
    /// Puts a model into evaluation mode and this form. Answers agree with before up to rounding; parameters and their names stay. Call
    /// it again after the weights changed. Hooks on a folded convolution or normalisation are not called.
    /// </summary>
    public static void Prepare(Module model)
    {
        model.eval();
        ChannelsLast.Apply(model);
        foreach (var part in model.modules().Prepend(model).OfType<IFoldable>()) part.Fold();
    }
}

/// <summary>A module that can fold its normalisations for inference.</summary>
internal interface IFoldable
{
    /// <summary>Folds those of its own, not those of modules in it.</summary>
    void Fold();
}
