using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.optim;

namespace FerKit.Training;

/// <summary>
/// All that changes while a model is trained. Order of the data, augmentation and learning rate are functions of the seed and
/// of where the training is, so its place is all of their state.
/// </summary>
public sealed class TrainingState : IDisposable
{
    internal const string ModelPrefix = "model.", OptimizerPrefix = "optimizer.";

    private readonly List<EpochResult> epochs = [];

    internal TrainingState(Module<Tensor, Tensor> model, Recipe recipe, Device device)
    {
        Model = model;
        var named = model.named_parameters().ToArray();
        (ParameterNames, Parameters) = ([.. named.Select(one => one.name)], [.. named.Select(one => one.parameter)]);
        Optimizer = Optimization.Create(recipe, Parameters);
        Sums = new RunningSums(device);
    }

    /// <summary>The model as it is now.</summary>
    public Module<Tensor, Tensor> Model { get; }

    /// <summary>Epochs that are done, validated ones.</summary>
    public IReadOnlyList<EpochResult> Epochs => epochs;

    /// <summary>Steps of the whole training that are done.</summary>
    public int Step { get; private set; }

    /// <summary>Steps of the present epoch that are done.</summary>
    public int StepInEpoch { get; private set; }

    /// <summary>Seconds that the present epoch's steps have taken.</summary>
    public double Seconds { get; internal set; }

    /// <summary>The learning rate of the last step.</summary>
    public double Rate { get; internal set; }

    internal IReadOnlyList<string> ParameterNames { get; }

    internal IReadOnlyList<Parameter> Parameters { get; }

    internal Optimizer Optimizer { get; }

    internal RunningSums Sums { get; }

    /// <summary>Whether all that a checkpoint would hold is numbers: the last step may have spoilt weights of which no loss tells yet.</summary>
    internal bool IsSound()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var total = zeros(1, device: Parameters[0].device);
        foreach (var (_, value) in Tensors())
            if (value.is_floating_point()) total.add_(value.detach().sum());
        return total.isfinite().item<bool>();
    }

    /// <summary>Weights and buffers of the model (<c>model.*</c>), and what the optimizer remembers (<c>optimizer.*</c>).</summary>
    internal IEnumerable<(string Name, Tensor Value)> Tensors() =>
    [
        .. Model.state_dict().Select(one => (ModelPrefix + one.Key, one.Value)),
        .. Moments.Of(Optimizer, ParameterNames).Select(one => (OptimizerPrefix + one.Name, one.Value)),
    ];

    internal void StepDone()
    {
        Step++;
        StepInEpoch++;
    }

    internal void EpochDone(EpochResult result)
    {
        epochs.Add(result);
        (StepInEpoch, Seconds) = (0, 0);
        Sums.Set(default);
    }

    // For a training that goes on from a file.
    internal void Goto(int step, int stepInEpoch, double seconds, double rate, IEnumerable<EpochResult> done, Totals totals)
    {
        (Step, StepInEpoch, Seconds, Rate) = (step, stepInEpoch, seconds, rate);
        epochs.Clear();
        epochs.AddRange(done);
        Sums.Set(totals);
    }

    /// <summary>Frees the optimizer's memory; the model stays.</summary>
    public void Dispose()
    {
        Optimizer.Dispose();
        Sums.Dispose();
    }
}
