using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary><c>x W^T + b</c> over the last dimension; W is <c>(out, in)</c>, drawn as PyTorch draws it.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    private static readonly double KaimingSlope = Math.Sqrt(5);

    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? ownBias;

    internal Linear(Parameter weight, Parameter? bias) : base(nameof(Linear))
    {
        (out_features, in_features) = (weight.size(0), weight.size(1));
        (this.weight, this.bias) = (weight, bias);
    }

    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype) : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = Empty([outputSize, inputSize], device, dtype);
        nn.init.kaiming_uniform_(weight, KaimingSlope);
        if (!hasBias) return;
        bias = Empty([outputSize], device, dtype);
        double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
        nn.init.uniform_(bias, -bound, bound);
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

    public long in_features { get; set; }

    public long out_features { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, ownWeight!, ownBias);
}
