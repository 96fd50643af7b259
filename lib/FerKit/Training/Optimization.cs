using TorchSharp.Modules;
using static TorchSharp.torch.optim;

namespace FerKit.Training;

/// <summary>The optimizer that a recipe asks for.</summary>
internal static class Optimization
{
    public static Optimizer Create(Recipe recipe, IEnumerable<Parameter> parameters) => recipe.Optimizer switch
    {
        OptimizerKind.AdamW => AdamW(parameters, recipe.Rate, weight_decay: recipe.WeightDecay),
        _ => SGD(parameters, recipe.Rate, momentum: recipe.Momentum, weight_decay: recipe.WeightDecay),
    };
}
