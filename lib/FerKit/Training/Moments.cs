using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace FerKit.Training;

/// <summary>What an optimizer remembers of each parameter, as tensors with names, so that files can hold it.</summary>
internal static class Moments
{
    /// <summary>All there is, under <c>{kind}.{parameter}</c>; nothing before SGD's first step.</summary>
    public static IEnumerable<(string Name, Tensor Value)> Of(Optimizer optimizer, IReadOnlyList<string> names) =>
        States(optimizer).SelectMany((state, i) => state switch
        {
            SGD.State { momentum_buffer: { } momentum } => [($"momentum.{names[i]}", momentum)],
            AdamW.State adam => [($"first.{names[i]}", adam.exp_avg), ($"second.{names[i]}", adam.exp_avg_sq)],
            _ => Array.Empty<(string, Tensor)>(),
        });

    /// <summary>The kinds of tensors that an optimizer remembers of each parameter after some steps.</summary>
    public static string[] Kinds(Optimizer optimizer, long steps) => optimizer is AdamW ? ["first", "second"] : steps > 0 && ((SGD)optimizer).Momentum > 0 ? ["momentum"] : [];

    /// <summary>Puts an optimizer that has made no step into the state after <paramref name="steps"/> of them; every tensor of <see cref="Of"/> is then there to be filled.</summary>
    public static void Begin(Optimizer optimizer, IReadOnlyList<Parameter> parameters, long steps)
    {
        using var off = no_grad();
        bool momentum = Kinds(optimizer, steps).Contains("momentum");
        foreach (var (state, parameter) in States(optimizer).Zip(parameters))
        {
            // Like the parameter in its storage order too: sums are then rounded as they were.
            if (state is SGD.State { momentum_buffer: null } plain && momentum) plain.momentum_buffer = zeros_like(parameter).DetachFromDisposeScope();
            if (state is AdamW.State adam) adam.step = steps;
        }
    }

    private static List<OptimizerState> States(Optimizer optimizer) => ((OptimizerHelper)optimizer).state_dict().State;
}
