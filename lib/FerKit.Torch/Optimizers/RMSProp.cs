using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// RMSprop as PyTorch computes it: v = alpha * v + (1 - alpha) * grad^2, p -= lr * grad / (sqrt(v) + eps); centred, the
/// variance takes the place of v; with momentum the quotient goes through a buffer. Hinton, lecture 6 of his course.
/// </summary>
public partial class RMSProp : OptimizerHelper, IMomentum
{
    private readonly Options defaults;
    private readonly Action<ParamGroup> update = Update;

    public RMSProp(IEnumerable<Parameter> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, alpha, eps, weight_decay, momentum, centered, maximize)
    {
    }

    /// <exception cref="ArgumentException">A number is negative.</exception>
    public RMSProp(IEnumerable<ParamGroup> parameters, double lr = 0.001, double alpha = 0.99, double eps = 1E-08, double weight_decay = 0, double momentum = 0, bool centered = false, bool maximize = false)
    {
        NotNegative(lr, "learning rate");
        NotNegative(eps, "epsilon");
        NotNegative(alpha, "alpha value");
        NotNegative(momentum, "momentum value");
        NotNegative(weight_decay, "weight_decay value");
        defaults = new() { LearningRate = lr, InitialLearningRate = lr, alpha = alpha, eps = eps, weight_decay = weight_decay, momentum = momentum, centered = centered, maximize = maximize };
        foreach (var group in parameters) add_param_group(group);
    }

    /// <summary>The momentum that groups without one of their own got.</summary>
    public double Momentum
    {
        get => defaults.momentum ?? 0;
        set => defaults.momentum = value;
    }

    public override Tensor step(Func<Tensor> closure = null!) => _step(update, closure);

    public override void add_param_group(Modules.ParamGroup param_group)
    {
        var options = Of<Options>(param_group);
        options.LearningRate ??= defaults.LearningRate;
        options.alpha ??= defaults.alpha;
        options.eps ??= defaults.eps;
        options.weight_decay ??= defaults.weight_decay;
        options.momentum ??= defaults.momentum;
        options.centered ??= defaults.centered;
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
        double alpha = options.alpha ?? 0;
        foreach (var batch in Batch.Split(group))
        {
            using (batch)
            {
                foreach (var state in batch.States) ((State)state).step++;
                long[] gradients = batch.Gradients;
                if (options.maximize == true) gradients = batch.Own(Foreach.Negative(gradients));
                if (options.weight_decay is { } decay and not 0) gradients = batch.Own(Foreach.Add(gradients, batch.Parameters, decay));
                long[] squares = batch.Of(state => ((State)state).square_avg);
                Foreach.Multiply_(squares, alpha);
                Foreach.AddProduct_(squares, gradients, gradients, 1 - alpha);
                long[] average = batch.Own(options.centered == true ? Deviation(batch, gradients, squares, alpha) : Foreach.SquareRoot(squares));
                Foreach.Add_(average, options.eps ?? 0);
                if (options.momentum is { } momentum and > 0)
                {
                    long[] buffers = batch.Of(state => ((State)state).momentum_buffer);
                    Foreach.Multiply_(buffers, momentum);
                    Foreach.AddQuotient_(buffers, gradients, average, 1);
                    Foreach.Add_(batch.Parameters, buffers, -group.LearningRate);
                }
                else
                {
                    Foreach.AddQuotient_(batch.Parameters, gradients, average, -group.LearningRate);
                }
            }
        }
    }

    // The standard deviation of the gradient: sqrt(E[g^2] - E[g]^2).
    private static long[] Deviation(Batch batch, long[] gradients, long[] squares, double alpha)
    {
        long[] means = batch.Of(state => ((State)state).grad_avg);
        Foreach.Multiply_(means, alpha);
        Foreach.Add_(means, gradients, 1 - alpha);
        long[] variance = Foreach.AddProduct(squares, means, means, -1);
        Foreach.SquareRoot_(variance);
        return variance;
    }

    /// <summary>A group with a rate, a momentum ... of its own.</summary>
    public class ParamGroup : ParamGroup<Options>, IMomentum
    {
        public ParamGroup()
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, Options options) : base(parameters, options)
        {
        }

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double eps = 1E-08, double alpha = 0.99, double weight_decay = 0, double momentum = 0, bool centered = false)
            : base(parameters, new() { LearningRate = lr, eps = eps, alpha = alpha, weight_decay = weight_decay, momentum = momentum, centered = centered })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }
}
