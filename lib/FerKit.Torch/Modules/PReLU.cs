using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>x, times a learned slope below zero: one slope for all channels or one for each.</summary>
public sealed class PReLU : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    internal PReLU(long num_parameters, double init, Device? device, ScalarType? dtype) : base(nameof(PReLU))
    {
        (this.num_parameters, this.init) = (num_parameters, init);
        weight = Empty([num_parameters], device, dtype);
        nn.init.constant_(weight, init);
    }

    public Parameter weight
    {
        get => ownWeight!;
        set => SetParameter(ref ownWeight, value, nameof(weight));
    }

    public long num_parameters { get; }

    public double init { get; }

    public override Tensor forward(Tensor tensor) => nn.functional.prelu(tensor, ownWeight!);
}
