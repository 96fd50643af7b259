using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// Channels-last storage: shapes stay (N, C, H, W), but the channels of a pixel lie next to each other. Convolutions are
/// faster in it, about 1.2 times at 224 px on a CPU, more on tensor cores. Both pictures and weights should have it.
/// </summary>
public static class ChannelsLast
{
    /// <summary>A copy in channels-last order; the tensor again when it has it. Differentiable.</summary>
    /// <param name="images">(N, C, H, W).</param>
    public static Tensor Of(Tensor images)
    {
        // As TorchSharp has no memory format: the storage of (N, H, W, C), seen as (N, C, H, W).
        using var scope = NewDisposeScope();
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>Reorders the storage of a model's convolution weights; the parameters stay the same objects. Before the optimizer's first step.</summary>
    public static void Apply(Module model)
    {
        using var off = no_grad();
        foreach (var weight in model.parameters().Where(one => one.Dimensions == 4))
        {
            using var reordered = Of(weight);
            weight.set_(reordered);
        }
    }
}
