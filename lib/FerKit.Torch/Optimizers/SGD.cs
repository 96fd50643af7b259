using FerKit.Torch.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>
/// Stochastic gradient descent with momentum as PyTorch computes it: d = grad + weight_decay * p;
/// b = momentum * b + (1 - dampening) * d (at first b = d); p -= lr * b, with nesterov p -= lr * (d + momentum * b).
/// <c>maximize</c> negates the gradient first (TorchSharp negates the whole step, which turns weight decay round).
/// </summary>
public partial class SGD : OptimizerHelper, IMomentum
{
    private readonly Options defaults;
    private readonly Action<ParamGroup> update = Update;

    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
        : this([new ParamGroup { Parameters = parameters }], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <exception cref="ArgumentException">A number is negative, or nesterov lacks momentum or has dampening.</exception>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
    {
        NotNegative(lr, "learning rate");
        NotNegative(momentum, "momentum value");
        NotNegative(weight_decay, "weight_decay value");
        if (nesterov && (momentum <= 0 || dampening != 0)) throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        defaults = new() { LearningRate = lr, InitialLearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize };
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
        options.momentum ??= defaults.momentum;
        options.dampening ??= defaults.dampening;
        options.weight_decay ??= defaults.weight_decay;
        options.nesterov ??= defaults.nesterov;
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
        foreach (var batch in Batch.Split(group))
        {
            using (batch)
            {
                long[] direction = batch.Gradients;
                if (options.maximize == true) direction = batch.Own(Foreach.Negative(direction));
                if (options.weight_decay is { } decay and not 0) direction = batch.Own(Foreach.Add(direction, batch.Parameters, decay));
                if (options.momentum is { } momentum and not 0)
                {
                    long[] buffers = Accumulate(batch, direction, momentum, options.dampening ?? 0);
                    direction = options.nesterov == true ? batch.Own(Foreach.Add(direction, buffers, momentum)) : buffers;
                }
                Foreach.Add_(batch.Parameters, direction, -group.LearningRate);
            }
        }
    }

    // Brings the momentum buffers up to date: a new one is a copy of the direction.
    private static long[] Accumulate(Batch batch, long[] direction, double momentum, double dampening)
    {
        List<long> old = [], moved = [];
        for (int i = 0; i < batch.States.Length; i++)
        {
            var state = (State)batch.States[i];
            if (state.momentum_buffer is null)
            {
                state.momentum_buffer = Aten.Call("clone", Argument.Handle(direction[i])).DetachFromDisposeScope();
                continue;
            }
            old.Add(state.momentum_buffer.Handle);
            moved.Add(direction[i]);
        }
        if (old.Count > 0)
        {
            long[] buffers = [.. old];
            Foreach.Multiply_(buffers, momentum);
            Foreach.Add_(buffers, [.. moved], 1 - dampening);
        }
        return batch.Of(state => ((State)state).momentum_buffer);
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

        public ParamGroup(IEnumerable<Parameter> parameters, double lr = 0.001, double momentum = 0, double dampening = 0, double weight_decay = 0, bool nesterov = false, bool maximize = false)
            : base(parameters, new() { LearningRate = lr, momentum = momentum, dampening = dampening, weight_decay = weight_decay, nesterov = nesterov, maximize = maximize })
        {
        }

        public double Momentum
        {
            get => Options.momentum ?? 0;
            set => Options.momentum = value;
        }
    }
}
