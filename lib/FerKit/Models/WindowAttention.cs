using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace FerKit.Models;

/// <summary>
/// Local self-attention, eq. (5): each pixel attends to the w x w window around it, with neighbours beyond the border
/// reflected.
/// </summary>
/// <remarks>
/// Unfolding keys and values would hold w^2 copies of both. Instead the image is cut into blocks of b x b queries that
/// share one halo of (b + w - 1)^2 keys: two batched matrix products, with what lies outside a query's own window
/// masked before the softmax. On a CPU a few images go at a time: a fresh large block of memory costs more than the
/// arithmetic on it, while small ones are used again.
/// </remarks>
public static class WindowAttention
{
    private const int LargestBlock = 8;

    // 16 MiB of float32: the C library takes larger blocks from the system and gives them back each time.
    private const long LargestLogits = 1 << 22;

    /// <summary>softmax(d^-1/2 q (k - p)^T) v over each window.</summary>
    /// <param name="q">Queries (N, C, H, W), heads major in C.</param>
    /// <param name="k">Keys, same shape.</param>
    /// <param name="v">Values, same shape.</param>
    /// <param name="p">Position code of each pixel, (1, C / heads, H, W), the same for every head.</param>
    /// <param name="heads">Heads that C is split over.</param>
    /// <param name="window">The odd side w.</param>
    /// <param name="largestLogits">On a CPU, as many images go at a time as have no more logits than this; one at least.</param>
    /// <returns>(N, C, H, W), heads major in C. The caller owns it.</returns>
    public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor p, long heads, int window, long largestLogits = LargestLogits)
    {
        using var scope = NewDisposeScope();
        long halo = 2 * (window / 2), pixels = q.size(2) * q.size(3);
        long logits = heads * pixels * (Block(q.size(2)) + halo) * (Block(q.size(3)) + halo);    // of one image
        long images = q.device_type == TorchSharp.DeviceType.CPU ? Math.Max(1, largestLogits / logits) : q.size(0);
        if (images >= q.size(0)) return Attend(q, k, v, p, heads, window).MoveToOuterDisposeScope();
        Tensor[] qs = q.split(images, 0), ks = k.split(images, 0), vs = v.split(images, 0);
        return cat([.. qs.Select((slice, i) => Attend(slice, ks[i], vs[i], p, heads, window))]).MoveToOuterDisposeScope();
    }

    private static Tensor Attend(Tensor q, Tensor k, Tensor v, Tensor p, long heads, int window)
    {
        using var scope = NewDisposeScope();
        long n = q.size(0), channels = q.size(1), height = q.size(2), width = q.size(3), depth = channels / heads;
        long blockHeight = Block(height), blockWidth = Block(width);
        long rows = Blocks(height, blockHeight), columns = Blocks(width, blockWidth), below = rows * blockHeight - height, right = columns * blockWidth - width;
        long halo = window / 2, haloHeight = blockHeight + 2 * halo, haloWidth = blockWidth + 2 * halo;

        var queries = Extend(q * Math.Pow(depth, -0.5)).reshape(n * heads, depth, rows, blockHeight, columns, blockWidth)
            .permute(0, 2, 4, 3, 5, 1).reshape(-1, blockHeight * blockWidth, depth);      // (N h R C, b b, d)
        var keys = Halos((k.reshape(n, heads, depth, height, width) - p).reshape(n, channels, height, width))
            .permute(0, 2, 3, 1, 4, 5).reshape(-1, depth, haloHeight * haloWidth);          // (N h R C, d, B B)
        var values = Halos(v).permute(0, 2, 3, 4, 5, 1).reshape(-1, haloHeight * haloWidth, depth);

        var logits = bmm(queries, keys).add_(Outside(blockHeight, blockWidth, window, q));  // (N h R C, b b, B B)
        return bmm(logits.softmax(-1), values)
            .view(n * heads, rows, columns, blockHeight, blockWidth, depth)
            .permute(0, 5, 1, 3, 2, 4).reshape(n, channels, height + below, width + right)
            .narrow(2, 0, height).narrow(3, 0, width).MoveToOuterDisposeScope();

        // Reflected and cut into overlapping blocks: (N h, d, R, C, B, B).
        Tensor Halos(Tensor maps) => Extend(Reflect(maps, halo))
            .reshape(n * heads, depth, height + below + 2 * halo, width + right + 2 * halo)
            .unfold(2, haloHeight, blockHeight).unfold(3, haloWidth, blockWidth);

        // Zeros fill the last blocks up: no window of a pixel reaches them, and what they give is cut off.
        Tensor Extend(Tensor maps) => below + right == 0 ? maps : F.pad(maps, (0, right, 0, below));
    }

    // libtorch 1.13 reflects no bfloat16; float32 holds all its values.
    private static Tensor Reflect(Tensor maps, long border) => maps.dtype == ScalarType.BFloat16
        ? Reflect(maps.to(ScalarType.Float32), border).to(ScalarType.BFloat16)
        : F.pad(maps, (border, border, border, border), TorchSharp.PaddingModes.Reflect);

    // The side of the blocks that reach least beyond the map; of equal ones the largest.
    private static long Block(long side) => side <= LargestBlock ? side
        : Enumerable.Range(LargestBlock / 2, LargestBlock / 2 + 1).Select(block => (long)block).MinBy(block => (Blocks(side, block) * block, -block));

    private static long Blocks(long side, long block) => (side + block - 1) / block;

    // 0 where a key of the halo lies in the query's window and minus infinity elsewhere: (b b, B B).
    private static Tensor Outside(long blockHeight, long blockWidth, int window, Tensor like)
    {
        var vertical = Band(blockHeight, window, like).view(blockHeight, 1, blockHeight + window - 1, 1);
        var horizontal = Band(blockWidth, window, like).view(1, blockWidth, 1, blockWidth + window - 1);
        return (vertical + horizontal).view(blockHeight * blockWidth, (blockHeight + window - 1) * (blockWidth + window - 1));
    }

    // Entry (i, j) is 0 for i <= j < i + window.
    private static Tensor Band(long block, int window, Tensor like)
    {
        var queries = arange(block, device: like.device).unsqueeze(1);
        var keys = arange(block + window - 1, device: like.device).unsqueeze(0);
        var outside = keys.lt(queries).logical_or(keys.ge(queries + window));
        return zeros([block, block + window - 1], dtype: like.dtype, device: like.device).masked_fill(outside, double.NegativeInfinity);
    }
}
