using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// Adam with the weights decayed apart from the gradient, p *= 1 - lr * weight_decay, before each step. Loshchilov and Hutter,
/// arXiv:1711.05101. The default decay is TorchSharp's, none; PyTorch's is 0.01.
/// </summary>
public partial class AdamW : OptimizerHelper, IBetas
{
    private readonly Options defaults;
    private readonly Action<ParamGroup> update = Update;

    public AdamW(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <exception cref="ArgumentException">A number is negative, or a beta not in [0, 1).</exception>
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        NotNegative(lr, "learning rate");
        NotNegative(eps, "epsilon");
        NotNegative(weight_decay, "weight_decay value");
        AdamMoments.CheckBetas(beta1, beta2);
        defaults = new() { LearningRate = lr, InitialLearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The betas that groups without any of their own got.</summary>
    public (double, double) Betas
    {
        get => (defaults.beta1 ?? 0, defaults.beta2 ?? 0);
        set => (defaults.beta1, defaults.beta2) = value;
    }

    public override Tensor step(Func<Tensor> closure = null!) => _step(update, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = Of<Options>(param_group);
        options.LearningRate ??= defaults.LearningRate;
        options.beta1 ??= defaults.beta1;
        options.beta2 ??= defaults.beta2;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.amsgrad ??= defaults.amsgrad;
        options.maximize ??= defaults.maximize;
        Join<Options>(param_group, parameter => new State(parameter));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeState();
        base.Dispose(disposing);
    }

    private static void Update(ParamGroup group)
    {
        var options = group.Options;
        foreach (var batch in Batch.Split(group, state => ((State)state).step))
        {
            using (batch)
            {
                long[] gradients = batch.Gradients;
                if (options.maximize == true) gradients = batch.Own(Foreach.Negative(gradients));
                if (options.weight_decay is { } decay) Foreach.Multiply_(batch.Parameters, 1 - group.LearningRate * decay);
                foreach (var state in batch.States) ((State)state).step++;
                var moments = new AdamMoments(
                    ((State)batch.States[0]).step,
                    batch.Of(state => ((State)state).exp_avg),
                    batch.Of(state => ((State)state).exp_avg_sq),
                    options.amsgrad == true ? batch.Of(state => ((State)state).max_exp_avg_sq) : null);
                moments.Step(batch, gradients, group.LearningRate, options.beta1 ?? 0, options.beta2 ?? 0, options.eps ?? 0);
            }
        }
    }

    /// <summary>A group with a rate, betas ... of its own.</summary>
    public class ParamGroup : ParamGroup<Options>, IBetas
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double beta1 = 0.9, double beta2 = 0.999, double eps = 1E-08, double weight_decay = 0, bool amsgrad = false, bool maximize = false)
            : base(parameters, new() { LearningRate = lr, beta1 = beta1, beta2 = beta2, eps = eps, weight_decay = weight_decay, amsgrad = amsgrad, maximize = maximize })
        {
        }

        public (double, double) Betas
        {
            get => (Options.beta1 ?? 0, Options.beta2 ?? 0);
            set => (Options.beta1, Options.beta2) = value;
        }
    }
}
