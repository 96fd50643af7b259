using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// What convolutions share: weights <c>(out, in / groups, kernel...)</c>, drawn as PyTorch draws them (uniform in
/// +-1/sqrt(fan in)), and an optional bias.
/// </summary>
public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    private static readonly double KaimingSlope = Math.Sqrt(5);

    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? ownBias;

    private long[] borders = [];

    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name)
    {
        if (in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{groups} groups do not divide {in_channels} input and {out_channels} output channels.", nameof(groups));
        (this.in_channels, this.out_channels, this.groups, this.transposed) = (in_channels, out_channels, groups, transposed);
        (this.kernel_size, this.stride, this.dilation, this.output_padding) = (kernel_size, stride, dilation, output_padding);
        this.padding_mode = padding_mode;
        if (padding_type is { } type) SetPadding(type);
        else SetPadding(padding ?? new long[kernel_size.Length]);
        weight = Empty([.. transposed ? [in_channels, out_channels / groups] : (long[])[out_channels, in_channels / groups], .. kernel_size], device, dtype);
        if (bias) this.bias = Empty([out_channels], device, dtype);
        reset_parameters();
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

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    /// <summary>Null when the padding is named by <see cref="padding_type"/>.</summary>
    public long[]? padding { get; private set; }

    public Padding? padding_type { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    public long groups { get; set; }

    /// <summary>The padding as <c>pad</c> takes it: last dimension first, both sides of each.</summary>
    private protected long[] Borders => borders;

    /// <summary>Draws the weights anew, and then the bias.</summary>
    public void reset_parameters()
    {
        nn.init.kaiming_uniform_(weight, KaimingSlope);
        if (bias is null) return;
        double bound = 1 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(weight).fanIn);
        nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding)
    {
        (this.padding, padding_type) = (padding, null);
        borders = new long[2 * kernel_size.Length];
        for (int i = 0; i < borders.Length; i++) borders[i] = padding[padding.Length == 1 ? 0 : padding.Length - 1 - i / 2];
    }

    /// <exception cref="ArgumentException">The convolution is transposed, or has strides and the padding is to keep the size.</exception>
    public void SetPadding(Padding padding)
    {
        if (transposed) throw new ArgumentException("A transposed convolution takes its padding in numbers.", nameof(padding));
        if (padding == Padding.Same && stride.Any(step => step != 1))
            throw new ArgumentException("Padding.Same needs stride 1: give the padding in numbers.", nameof(padding));
        (this.padding, padding_type) = (null, padding);
        borders = new long[2 * kernel_size.Length];
        if (padding == Padding.Valid) return;
        for (int i = 0; i < kernel_size.Length; i++)
        {
            int dimension = kernel_size.Length - 1 - i;
            long total = dilation[dimension] * (kernel_size[dimension] - 1);
            (borders[2 * i], borders[2 * i + 1]) = (total / 2, total - total / 2);
        }
    }

    /// <summary>Whether the input is <c>(N, C, ...)</c> or <c>(C, ...)</c> with the right C.</summary>
    protected bool ValidateShape(Tensor input, long dimensions)
    {
        long[] shape = input.shape;
        return (shape.Length == dimensions + 2 && shape[1] == in_channels) || (shape.Length == dimensions + 1 && shape[0] == in_channels);
    }

    private protected void CheckShape(Tensor input, long dimensions)
    {
        if (!ValidateShape(input, dimensions))
            throw new ArgumentException($"{GetName()} expects {dimensions + 1} or {dimensions + 2} dimensions with {in_channels} channels and got ({string.Join(", ", input.shape)}).", nameof(input));
    }
}
