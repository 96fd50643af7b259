namespace TorchSharp;

/// <summary>How a tensor is written: sizes only, in rows, in NumPy's brackets or as C# writes an array.</summary>
public enum TensorStringStyle
{
    Metadata,
    Julia,
    Numpy,
    CSharp,

    /// <summary>The style of <see cref="torch.TensorStringStyle"/>.</summary>
    Default,
}

public static partial class torch
{
    public const TensorStringStyle julia = TensorStringStyle.Julia;
    public const TensorStringStyle numpy = TensorStringStyle.Numpy;
    public const TensorStringStyle csharp = TensorStringStyle.CSharp;

    private static TensorStringStyle style = TensorStringStyle.Julia;

    internal static string FloatFormat { get; private set; } = "g5";

    internal static int LineWidth { get; private set; } = 100;

    internal static string NewLine { get; private set; } = Environment.NewLine;

    internal static int MaxRows { get; private set; } = 6;

    internal static int MaxColumns { get; private set; } = 6;

    /// <summary>The style of texts that name none; rows (Julia's) at first.</summary>
    /// <exception cref="ArgumentException">Set to Default.</exception>
    public static TensorStringStyle TensorStringStyle
    {
        get => style;
        set => style = value != TensorStringStyle.Default ? value : throw new ArgumentException("the default style must be one of the others.", nameof(value));
    }

    /// <summary>Changes what is given; the rest stays.</summary>
    public static void set_printoptions(TensorStringStyle? style = null, string? floatFormat = null, int? linewidth = null, string? newLine = null, int? maxRows = null, int? maxColumns = null)
    {
        if (style is { } given) TensorStringStyle = given;
        FloatFormat = floatFormat ?? FloatFormat;
        LineWidth = linewidth ?? LineWidth;
        NewLine = newLine ?? NewLine;
        MaxRows = maxRows ?? MaxRows;
        MaxColumns = maxColumns ?? MaxColumns;
    }

    /// <summary>Reals with <paramref name="precision"/> digits after the point, with an exponent when <paramref name="sci_mode"/> is set.</summary>
    public static void set_printoptions(int precision, int? linewidth = null, string? newLine = null, bool sci_mode = false, int? maxRows = null, int? maxColumns = null) =>
        set_printoptions(null, $"{(sci_mode ? 'E' : 'F')}{precision}", linewidth, newLine, maxRows, maxColumns);
}
