using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// LFA, the local feature enhancement of section 3.2: F is cut into four quadrants, each passes two asymmetric
/// convolutions of its own (ReLU between them), and the results are put together again. Every quadrant is padded by
/// itself, zeros at the seams too. The residual F is added where the branches are fused.
/// </summary>
public sealed class LocalFeatureEnhancement : Module<Tensor, Tensor>
{
    // Top-left, top-right, bottom-left, bottom-right.
    private readonly ModuleList<ModuleList<AsymmetricConv>> quadrants;

    /// <summary>Makes the module for F of <paramref name="channels"/> channels.</summary>
    public LocalFeatureEnhancement(long channels) : base(nameof(LocalFeatureEnhancement))
    {
        quadrants = ModuleList(Enumerable.Range(0, 4)
            .Select(_ => ModuleList(new AsymmetricConv(channels), new AsymmetricConv(channels))).ToArray());
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) with even H and W to the same shape, without the residual. The caller owns the result.</summary>
    /// <exception cref="ArgumentException">H or W is odd.</exception>
    public override Tensor forward(Tensor input)
    {
        long height = input.size(2), width = input.size(3);
        if (height % 2 != 0 || width % 2 != 0)
            throw new ArgumentException($"features of {height} x {width} cannot be cut into four equal quadrants: both sides must be even.", nameof(input));
        using var scope = NewDisposeScope();
        var halves = input.chunk(2, dim: 2);
        var rows = new Tensor[2];
        for (int row = 0; row < 2; row++)
        {
            var corners = halves[row].chunk(2, dim: 3);
            rows[row] = cat([Enhance(quadrants[2 * row], corners[0]), Enhance(quadrants[2 * row + 1], corners[1])], dim: 3);
        }
        return cat(rows, dim: 2).MoveToOuterDisposeScope();
    }

    private static Tensor Enhance(ModuleList<AsymmetricConv> layers, Tensor quadrant) =>
        layers[1].call(F.relu(layers[0].call(quadrant), inplace: true));
}
