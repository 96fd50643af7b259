using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// LFA, the local feature enhancement of section 3.2: F is cut into four quadrants, each passes two asymmetric
/// convolutions of its own (ReLU between them), and the results are put together again. Every quadrant is padded by
/// itself, zeros at the seams too. F is added to it: LFA(F) = F + L(F).
/// </summary>
public sealed class LocalFeatureEnhancement : Module<Tensor, Tensor>
{
    // Top-left, top-right, bottom-left, bottom-right; one alone where F is not cut.
    private readonly ModuleList<ModuleList<AsymmetricConv>> quadrants;

    /// <summary>Makes the module for F of <paramref name="channels"/> channels.</summary>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="split">Whether F is cut; otherwise two layers work on the whole of it (table 6).</param>
    /// <param name="form">Of the kernels; plain 3x3 kernels are the deployed form.</param>
    public LocalFeatureEnhancement(long channels, bool split = true, ModelForm form = ModelForm.Training) : base(nameof(LocalFeatureEnhancement))
    {
        quadrants = ModuleList(Enumerable.Range(0, split ? 4 : 1)
            .Select(_ => ModuleList(new AsymmetricConv(channels, form), new AsymmetricConv(channels, form))).ToArray());
        RegisterComponents();
    }

    /// <summary>(N, C, H, W), H and W even when F is cut, to the same shape. The caller owns the result.</summary>
    /// <exception cref="ArgumentException">H or W is odd and F is to be cut.</exception>
    public override Tensor forward(Tensor input)
    {
        Shapes.Check(input);
        using var scope = NewDisposeScope();
        if (quadrants.Count == 1) return (input + Enhance(quadrants[0], input)).MoveToOuterDisposeScope();
        long height = input.size(2), width = input.size(3);
        if (height % 2 != 0 || width % 2 != 0)
            throw new ArgumentException($"features of {height} x {width} cannot be cut into four equal quadrants: both sides must be even.", nameof(input));
        var halves = input.chunk(2, dim: 2);
        var rows = new Tensor[2];
        for (int row = 0; row < 2; row++)
        {
            var corners = halves[row].chunk(2, dim: 3);
            rows[row] = cat([Enhance(quadrants[2 * row], corners[0]), Enhance(quadrants[2 * row + 1], corners[1])], dim: 3);
        }
        return (input + cat(rows, dim: 2)).MoveToOuterDisposeScope();
    }

    /// <summary>Writes this module's weights into a deployed or folded one of the same shape.</summary>
    internal void FoldInto(LocalFeatureEnhancement deployed)
    {
        for (int quadrant = 0; quadrant < quadrants.Count; quadrant++)
            for (int layer = 0; layer < 2; layer++)
                quadrants[quadrant][layer].FoldInto(deployed.quadrants[quadrant][layer]);
    }

    private static Tensor Enhance(ModuleList<AsymmetricConv> layers, Tensor quadrant)
    {
        using var scope = NewDisposeScope();
        return layers[1].call(F.relu(layers[0].call(quadrant), inplace: true)).MoveToOuterDisposeScope();
    }
}
