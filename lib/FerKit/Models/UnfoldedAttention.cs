using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Local self-attention, eq. (5), as it is written down: the w^2 neighbours of every pixel are laid side by side, and each
/// pixel weighs its own. It holds w^2 copies of keys, values and positions; <see cref="WindowAttention"/> gives the same
/// in far less and is what <see cref="AcMix"/> runs. This one is for reading, and for testing that one.
/// </summary>
public static class UnfoldedAttention
{
    /// <summary>sum over the window of softmax(d^-1/2 q (k + p(centre) - p)) v.</summary>
    /// <param name="q">Queries (N, C, H, W), heads major in C.</param>
    /// <param name="k">Keys, same shape.</param>
    /// <param name="v">Values, same shape.</param>
    /// <param name="p">Position code of each pixel, (1, C / heads, H, W), the same for every head.</param>
    /// <param name="heads">Heads that C is split over.</param>
    /// <param name="window">The odd side w; neighbours beyond the border are reflected.</param>
    /// <returns>(N, C, H, W), heads major in C. The caller owns it.</returns>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor p, long heads, int window)
    {
        using var scope = NewDisposeScope();
        long n = q.size(0), channels = q.size(1), height = q.size(2), width = q.size(3), depth = channels / heads;

        var queries = (q * Math.Pow(depth, -0.5)).reshape(n * heads, depth, 1, height, width);
        var keys = Neighbours(k).reshape(n * heads, depth, -1, height, width);                      // (N h, d, w^2, H, W)
        var values = Neighbours(v).reshape(n * heads, depth, -1, height, width);
        var relative = p.unsqueeze(2) - Neighbours(p).reshape(1, depth, -1, height, width);         // centre minus neighbour

        var weights = (queries * (keys + relative)).sum(1, keepdim: true).softmax(2);            // (N h, 1, w^2, H, W)
        return (weights * values).sum(2).reshape(n, channels, height, width).MoveToOuterDisposeScope();

        Tensor Neighbours(Tensor maps)
        {
            long halo = window / 2;
            return F.unfold(F.pad(maps, (halo, halo, halo, halo), TorchSharp.PaddingModes.Reflect), window);
        }
    }
}
