using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Writes a tensor as text. The elements are copied to the CPU once; long axes are cut short with "...".</summary>
internal sealed class TensorText
{
    private const string Cut = "...";

    private readonly string head;
    private readonly long[] shape;
    private readonly Func<long, string> element;
    private readonly ScalarType type;
    private readonly string newLine;
    private readonly int width;

    public TensorText(Tensor tensor, string format, int width, CultureInfo culture, string newLine)
    {
        (head, shape, type, this.width, this.newLine) = (Sizes(tensor), tensor.shape, tensor.dtype, width, newLine);
        element = Elements(tensor, format, culture);
    }

    /// <summary><c>[2x3], type = Float32, device = cpu</c>.</summary>
    public static string Sizes(Tensor tensor) => $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    /// <summary>The sizes, then row by row with aligned columns; of more than two axes one matrix after the other.</summary>
    public string Rows()
    {
        if (shape.Length == 0) return $"{head}, value = {element(0)}";
        var text = new StringBuilder(head);
        long columns = shape[^1], rows = shape.Length == 1 ? 1 : shape[^2], matrix = rows * columns;
        long count = shape.Length <= 2 ? 1 : shape[..^2].Aggregate(1L, (product, side) => product * side);
        for (long i = 0; i < count; i++)
        {
            text.Append(newLine);
            if (shape.Length > 2) text.Append(CultureInfo.InvariantCulture, $"[{string.Join(',', Position(i))},..,..] =").Append(newLine);
            Matrix(text, i * matrix, rows, columns);
        }
        return text.ToString();
    }

    /// <summary>Nested brackets: <c>[[1, 2]\n [3, 4]]</c>.</summary>
    public string Brackets()
    {
        if (shape.Length == 0) return element(0);
        var text = new StringBuilder();
        Nested(text, 0, 0, '[', ']', "", axis => string.Concat(Enumerable.Repeat(newLine, shape.Length - 1 - axis)));
        return text.ToString();
    }

    /// <summary>The sizes and an initializer of an array: <c>float [,] {\n {1f, 2f},\n {3f, 4f}\n}</c>.</summary>
    public string Initializer()
    {
        var (keyword, suffix) = type switch
        {
            ScalarType.Byte => ("byte", ""),
            ScalarType.Int8 => ("sbyte", ""),
            ScalarType.Int16 => ("short", ""),
            ScalarType.Int32 => ("int", ""),
            ScalarType.Int64 => ("long", "L"),
            ScalarType.Float16 => ("float16", "f"),
            ScalarType.BFloat16 => ("bfloat16", "f"),
            ScalarType.Float32 => ("float", "f"),
            ScalarType.Float64 => ("double", ""),
            _ => ("bool", ""),
        };
        if (shape.Length == 0) return $"{head}, value = {element(0)}";
        var text = new StringBuilder($"{head}, value = ");
        if (shape.Length > 1) text.Append(newLine);
        text.Append(keyword).Append(" [").Append(',', shape.Length - 1).Append("] ");
        var body = new StringBuilder();
        Nested(body, 0, 0, '{', '}', suffix, _ => "," + newLine);
        if (shape.Length > 1) body.Insert(1, newLine + " ").Insert(body.Length - 1, newLine);
        return text.Append(body).ToString();
    }

    private void Nested(StringBuilder text, int axis, long first, char open, char close, string suffix, Func<int, string> between)
    {
        long step = shape[(axis + 1)..].Aggregate(1L, (product, side) => product * side);
        bool last = axis == shape.Length - 1;
        int most = last ? MaxColumns : MaxRows, leading = most - most / 2;
        text.Append(open);
        for (long i = 0; i < shape[axis]; i++)
        {
            if (i > 0) text.Append(last ? ", " : between(axis)).Append(' ', last ? 0 : axis + 1);
            if (shape[axis] > most && i == leading)
            {
                text.Append(Cut);
                i = shape[axis] - most / 2 - 1;
            }
            else if (last) text.Append(element(first + i)).Append(suffix);
            else Nested(text, axis + 1, first + i * step, open, close, suffix, between);
        }
        text.Append(close);
    }

    private void Matrix(StringBuilder text, long first, long rows, long columns)
    {
        // As many columns as the line holds in every row.
        var shown = new List<int>();
        int left = width - Cut.Length - 1;
        for (long column = 0; column < columns; column++)
        {
            int widest = 0;
            for (long row = 0; row < rows; row++) widest = Math.Max(widest, element(first + row * columns + column).Length);
            if (left < widest) break;
            shown.Add(widest);
            left -= widest + 1;
        }
        for (long row = 0; row < rows; row++)
        {
            for (int column = 0; column < shown.Count; column++)
                text.Append(' ').Append(element(first + row * columns + column).PadLeft(shown[column]));
            text.Append(shown.Count < columns ? " " + Cut : "").Append(newLine);
        }
    }

    private long[] Position(long matrix)
    {
        var position = new long[shape.Length - 2];
        for (int axis = position.Length - 1; axis >= 0; axis--)
        {
            position[axis] = matrix % shape[axis];
            matrix /= shape[axis];
        }
        return position;
    }

    private static Func<long, string> Elements(Tensor tensor, string format, CultureInfo culture)
    {
        using var frozen = no_grad();
        using var near = tensor.cpu();
        if (is_floating_point(tensor.dtype))
        {
            using var reals = near.to(ScalarType.Float64);
            double[] values = reals.data<double>().ToArray();
            // A float is written with its own digits, not with those of the double that holds it.
            return tensor.dtype == ScalarType.Float64 ? i => values[i].ToString(format, culture) : i => ((float)values[i]).ToString(format, culture);
        }
        using var integers = near.to(ScalarType.Int64);
        long[] numbers = integers.data<long>().ToArray();
        return tensor.dtype == ScalarType.Bool ? i => (numbers[i] != 0).ToString(culture) : i => numbers[i].ToString(culture);
    }
}
