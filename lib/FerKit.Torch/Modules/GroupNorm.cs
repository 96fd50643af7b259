using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises <c>(N, C, ...)</c> over groups of channels, then scales and shifts each channel.</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? ownBias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype) : base(nameof(GroupNorm))
    {
        if (num_channels % num_groups != 0) throw new ArgumentException($"{num_groups} groups do not divide {num_channels} channels.", nameof(num_groups));
        (this.num_groups, this.eps, this.affine) = (num_groups, eps, affine);
        if (!affine) return;
        weight = Full([num_channels], 1, device, dtype);
        bias = Full([num_channels], 0, device, dtype);
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

    public long num_groups { get; set; }

    public double eps { get; set; }

    public bool affine { get; set; }

    public override Tensor forward(Tensor tensor) => nn.functional.group_norm(tensor, num_groups, ownWeight, ownBias, eps);
}
