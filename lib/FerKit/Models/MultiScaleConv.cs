using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// The multi-scale split of section 3.3, eq. (2): the channels are cut into n equal groups; group 1 passes a 1x1
/// convolution, group i passes i - 1 chained 3x3 convolutions, so that the receptive fields are 1, 3, 5, 7, ...
/// Each convolution has batch normalisation and ReLU; the groups are concatenated again.
/// </summary>
public sealed class MultiScaleConv : Module<Tensor, Tensor>
{
    // Registered under their numbers, not scanned.
    private readonly Sequential[] branches;

    /// <summary>Makes the split.</summary>
    /// <param name="channels">Channels in and out; n must divide them.</param>
    /// <param name="scales">n, the number of groups.</param>
    /// <exception cref="ArgumentException">n does not divide the channels.</exception>
    public MultiScaleConv(long channels, int scales = 4) : base(nameof(MultiScaleConv))
    {
        Shapes.Channels(channels);
        if (scales < 1 || channels % scales != 0)
            throw new ArgumentException($"{channels} channels cannot be split into {scales} equal groups: choose a number of scales that divides them.", nameof(scales));
        long group = channels / scales;
        branches = [.. Enumerable.Range(0, scales).Select(i => Branch(i, group))];
        for (int i = 0; i < scales; i++) register_module(i.ToString(CultureInfo.InvariantCulture), branches[i]);
    }

    /// <summary>(N, C, H, W) to (N, C, H, W). The caller owns the result.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var groups = input.chunk(branches.Length, dim: 1);
        return cat([.. groups.Select((group, i) => branches[i].call(group))], dim: 1).MoveToOuterDisposeScope();
    }

    private static Sequential Branch(int index, long channels) => Sequential(index == 0
        ? [new ConvBnRelu(channels, channels, 1)]
        : [.. Enumerable.Range(0, index).Select(_ => new ConvBnRelu(channels, channels, 3))]);
}
