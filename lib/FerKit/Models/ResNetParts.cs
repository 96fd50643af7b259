using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>What ResNet-34 and GCLNet build their trunk from.</summary>
internal static class ResNetParts
{
    /// <summary>Blocks in layer1 to layer4 of ResNet-34.</summary>
    public static IReadOnlyList<int> Depths { get; } = [3, 4, 6, 3];

    /// <summary>The network's beginning: a 7x7 convolution with stride 2, without bias.</summary>
    public static Conv2d FirstConvolution(long width) => Conv2d(3, width, 7, stride: 2, padding: 3, bias: false);

    /// <summary>The blocks of layer <paramref name="number"/> (1 to 4), which has width x 2^(number - 1) channels.</summary>
    public static Sequential Layer(int number, long width)
    {
        long output = width << (number - 1);
        long input = number == 1 ? output : output / 2;
        var blocks = Enumerable.Range(0, Depths[number - 1])
            .Select(i => (i.ToString(System.Globalization.CultureInfo.InvariantCulture),
                (Module<Tensor, Tensor>)(i == 0 ? new BasicBlock(input, output, number == 1 ? 1 : 2) : new BasicBlock(output, output))))
            .ToArray();
        return Sequential(blocks);
    }

    /// <summary>torchvision's initialisation: Kaiming normal over the fan out, for every convolution outside ACmix.</summary>
    public static void Initialise(Module module)
    {
        using var off = no_grad();
        // ACmix has an initialisation of its own: nothing global may overwrite its shift kernels.
        var kept = module.modules().OfType<AcMix>().SelectMany(acmix => acmix.modules()).ToHashSet();
        foreach (var convolution in module.modules().OfType<Conv2d>().Where(convolution => !kept.Contains(convolution)))
            init.kaiming_normal_(convolution.weight, mode: init.FanInOut.FanOut, nonlinearity: init.NonlinearityType.ReLU);
    }
}
