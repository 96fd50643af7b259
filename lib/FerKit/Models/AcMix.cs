using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Models;

/// <summary>
/// ACmix, eq. (3) to (5): local self-attention and convolution that share the projections q, k, v.
/// y = rate1 * attention(q, k, v) + rate2 * shift(mix(q, k, v)). Pan et al. 2022, as the paper uses it: stride 1,
/// windows of reflected neighbours, 3x3 shift convolution.
/// </summary>
/// <remarks>
/// The position term of the centre pixel is constant over the softmax, so attention needs only
/// softmax(q (k - p)^T / sqrt(d)) v over each window; see <see cref="WindowAttention"/>.
/// </remarks>
public sealed class AcMix : Module<Tensor, Tensor>, ICountsOperations
{
    private const int ShiftKernel = 3;

    private readonly long heads;
    private readonly int window;
    private readonly Conv2d query;
    private readonly Conv2d key;
    private readonly Conv2d value;
    private readonly Conv2d position;
    private readonly Conv2d mix;
    private readonly Conv2d shift;
    private readonly Parameter rate1;
    private readonly Parameter rate2;

    /// <summary>Makes the module.</summary>
    /// <param name="channels">Channels in and out.</param>
    /// <param name="heads">Attention heads; they must divide the channels.</param>
    /// <param name="window">The odd side of the attention window.</param>
    /// <exception cref="ArgumentException">The heads do not divide the channels, or the window is even.</exception>
    public AcMix(long channels, int heads = 4, int window = 7) : base(nameof(AcMix))
    {
        Shapes.Channels(channels);
        if (heads < 1 || channels % heads != 0)
            throw new ArgumentException($"{channels} channels cannot be split over {heads} heads: choose a number of heads that divides them.", nameof(heads));
        if (window < 1 || window % 2 == 0)
            throw new ArgumentException($"an attention window of {window} has no centre pixel: choose an odd side.", nameof(window));
        (this.heads, this.window) = (heads, window);
        long depth = channels / heads;
        query = Conv2d(channels, channels, 1);
        key = Conv2d(channels, channels, 1);
        value = Conv2d(channels, channels, 1);
        position = Conv2d(2, depth, 1);
        mix = Conv2d(3L * heads, ShiftKernel * ShiftKernel, 1, bias: false);
        shift = Conv2d(ShiftKernel * ShiftKernel * depth, channels, ShiftKernel, padding: ShiftKernel / 2, groups: depth, bias: false);
        rate1 = Rate();
        rate2 = Rate();
        InitialiseShift();
        RegisterComponents();
    }

    /// <summary>(N, C, H, W) with both sides above half the window to (N, C, H, W). The caller owns the result.</summary>
    /// <exception cref="ArgumentException">A side is too small to be reflected.</exception>
    public override Tensor forward(Tensor input)
    {
        Shapes.Check(input);
        if (Math.Min(input.size(2), input.size(3)) <= window / 2)
            throw new ArgumentException($"features of {input.size(2)} x {input.size(3)} cannot be reflected by {window / 2}: both sides must be larger.", nameof(input));
        using var scope = NewDisposeScope();
        Tensor q = query.CallIn(input), k = key.CallIn(input), v = value.CallIn(input);
        var attended = WindowAttention.Apply(q, k, v, position.CallIn(Coordinates(input)), heads, window);
        return (rate1 * attended + rate2 * Convolve(q, k, v)).to(input.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// How much attention each pixel gets: the weights of eq. (5), summed over the pixels that look at it. Their sum over a map is the
    /// number of pixels that look.
    /// </summary>
    /// <param name="input">As of <see cref="forward"/>.</param>
    /// <param name="from">The row and column of the only pixel that looks; null for all.</param>
    /// <returns>(N, heads, H, W). The caller owns it.</returns>
    /// <exception cref="ArgumentException">A pixel outside the map.</exception>
    public Tensor Attention(Tensor input, (long Row, long Column)? from = null)
    {
        long n = input.size(0), height = input.size(2), width = input.size(3);
        if (from is { } pixel && (pixel.Row < 0 || pixel.Row >= height || pixel.Column < 0 || pixel.Column >= width))
            throw new ArgumentException($"the pixel ({pixel.Row}, {pixel.Column}) lies outside the map of {height} x {width}.", nameof(from));
        using var scope = NewDisposeScope();
        Tensor q, k, p, v;
        using (no_grad())
            (q, k, p, v) = (query.CallIn(input), key.CallIn(input), position.CallIn(Coordinates(input)), value.CallIn(input));
        // What comes out is linear in the values, so its gradient by a value is the weight that the value has in it.
        using var graph = enable_grad();
        var values = v.detach().requires_grad_();
        var attended = WindowAttention.Apply(q, k, values, p, heads, window);
        if (from is { } only) attended = attended.narrow(2, only.Row, 1).narrow(3, only.Column, 1);
        var weights = autograd.grad([attended.sum()], [values])[0];                             // equal for all channels of a head
        return weights.detach().reshape(n, heads, -1, height, width).select(2, 0).MoveToOuterDisposeScope();
    }

    // As the unfolded form: mix and shift one after the other; of attention thop sees the softmax over the window,
    // (3 w^2 - 1) a pixel and head, and not its two products.
    OperationCount ICountsOperations.Count(Tensor input, Tensor output)
    {
        long offsets = (long)window * window, pixels = output.numel() / output.size(1);
        long convolved = pixels * (mix.weight.numel() * (output.size(1) / heads) + shift.weight.numel());
        return new OperationCount(convolved + pixels * heads * (3 * offsets - 1), convolved + 2 * offsets * output.numel());
    }

    // The convolution path: all 3 x heads maps are mixed into 9 per depth, each is shifted its own way, and the shifted are
    // added. Both are linear and without bias, so one convolution with the product of their kernels does the same.
    private Tensor Convolve(Tensor q, Tensor k, Tensor v)
    {
        long n = q.size(0), channels = q.size(1), depth = channels / heads, height = q.size(2), width = q.size(3);
        var maps = cat([q, k, v], dim: 1).reshape(n, 3 * heads, depth, height * width)
            .permute(0, 2, 1, 3).reshape(n, depth * 3 * heads, height, width);                                   // (N, d x 3 h, H, W)
        var kernel = matmul(mix.weight.reshape(ShiftKernel * ShiftKernel, 3 * heads).transpose(0, 1), shift.weight.reshape(channels, ShiftKernel * ShiftKernel, -1))
            .view(channels, 3 * heads, ShiftKernel, ShiftKernel);                                                // (C, 3 h, 3, 3)
        return functional.conv2d(maps, kernel.to(maps.dtype), padding: [ShiftKernel / 2, ShiftKernel / 2], groups: depth);
    }

    // x in channel 0 and y in channel 1, both from -1 to 1: (1, 2, H, W).
    private static Tensor Coordinates(Tensor like)
    {
        long height = like.size(2), width = like.size(3);
        var x = linspace(-1, 1, width, dtype: like.dtype, device: like.device).view(1, 1, 1, width).expand(1, 1, height, width);
        var y = linspace(-1, 1, height, dtype: like.dtype, device: like.device).view(1, 1, height, 1).expand(1, 1, height, width);
        return cat([x, y], dim: 1);
    }

    private static Parameter Rate()
    {
        var rate = new Parameter(full([1], 0.5));
        rate.DetachFromDisposeScope();    // a model may be made within a scope
        return rate;
    }

    // Kernel i of a group is 1 at (i / 3, i % 3): at first the path only shifts and adds.
    private void InitialiseShift()
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        init.zeros_(shift.weight);
        for (int i = 0; i < ShiftKernel * ShiftKernel; i++)
            init.ones_(shift.weight.select(1, i).select(1, i / ShiftKernel).select(1, i % ShiftKernel));
    }
}
