using FerKit.Torch.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalisations over channels share: scale, shift and running statistics.</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? ownBias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? mean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? variance;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? batches;

    internal NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum) = (num_features, eps, momentum);
        (this.affine, this.track_running_stats) = (affine, track_running_stats);
        if (affine)
        {
            weight = Empty([num_features], device, dtype);
            bias = Empty([num_features], device, dtype);
        }
        if (track_running_stats)
        {
            running_mean = Aten.Call("empty.memory_format", new[] { num_features }, dtype, null as long?, device);
            running_var = Aten.Call("empty.memory_format", new[] { num_features }, dtype, null as long?, device);
            num_batches_tracked = Aten.Call("empty.memory_format", Array.Empty<long>(), ScalarType.Int64, null as long?, device);
        }
        reset_parameters();
    }

    public Parameter weight
    {
        get => ownWeight!;
        set => SetParameter(ref ownWeight, value, nameof(weight));
    }

    public Parameter? bias
    {
        get => ownBias;
        set => SetParameter(ref ownBias, value, nameof(bias));
    }

    public Tensor? running_mean
    {
        get => mean;
        set => SetBuffer(ref mean, value, nameof(running_mean));
    }

    public Tensor? running_var
    {
        get => variance;
        set => SetBuffer(ref variance, value, nameof(running_var));
    }

    public Tensor? num_batches_tracked
    {
        get => batches;
        set => SetBuffer(ref batches, value, nameof(num_batches_tracked));
    }

    public long num_features { get; }

    public double eps { get; set; }

    /// <summary>The weight of the newest batch in the running statistics; null averages all batches alike.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public void reset_running_stats()
    {
        if (!track_running_stats) return;
        nn.init.zeros_(mean!);
        nn.init.ones_(variance!);
        nn.init.zeros_(batches!);
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (!affine) return;
        nn.init.ones_(ownWeight!);
        nn.init.zeros_(ownBias!);
    }

    /// <exception cref="ArgumentException">The input has a wrong number of dimensions.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private protected void CheckDimensions(Tensor input, long least, long most)
    {
        long given = input.Dimensions;
        if (given < least || given > most)
            throw new ArgumentException($"{GetName()} expects {(least == most ? $"{least}" : $"{least} to {most}")} dimensions and got {given}: ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
