using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that share options.</summary>
public class ParamGroup : ILearningRateController
{
    private IEnumerable<Parameter> parameters = [];
    private Parameter[]? all;

    public IEnumerable<Parameter> Parameters
    {
        get => parameters;
        set => (parameters, all) = (value, null);
    }

    public OptimizerOptions Options { get; set; } = null!;

    public double LearningRate
    {
        get => Options.LearningRate ?? throw new InvalidOperationException("the group has no learning rate: set one, or add it to an optimizer.");
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }

    /// <summary>The parameters, listed once.</summary>
    internal Parameter[] All => all ??= [.. parameters];

    /// <summary>The state of each parameter of <see cref="All"/>; made when the group joins an optimizer.</summary>
    internal OptimizerState[] States { get; set; } = [];
}

/// <summary>A group with an optimizer's own kind of options.</summary>
public class ParamGroup<TOptions> : ParamGroup where TOptions : OptimizerOptions
{
    public ParamGroup()
    {
    }

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null!)
    {
        Parameters = parameters;
        base.Options = options;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
