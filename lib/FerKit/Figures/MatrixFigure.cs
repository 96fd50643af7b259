using System.Globalization;
using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>A small matrix with its name.</summary>
/// <param name="Name">Above it.</param>
/// <param name="Values">[row, column]; not a number: an empty field.</param>
/// <param name="Sign">Before it: "+", "=", "*".</param>
public sealed record NamedMatrix(string Name, double[,] Values, string Sign = "");

/// <summary>Small matrices side by side: kernels, receptive fields, weights of a window.</summary>
public static class MatrixFigure
{
    private const int Gap = 1, LargestFields = 4096;

    /// <summary>Draws them from left to right, centred, each field coloured from blue (below zero) over pale grey to orange.</summary>
    /// <param name="matrices">The matrices.</param>
    /// <param name="title">What they are.</param>
    /// <param name="format">How numbers are written, such as <c>0.##</c>; null: not at all.</param>
    /// <param name="cell">Pixels of a field's side.</param>
    /// <param name="columns">Matrices in a row; 0: all in one.</param>
    /// <exception cref="ArgumentException">No matrices, empty ones, or more than 4,096 fields.</exception>
    public static PlotlyFigure Create(IReadOnlyList<NamedMatrix> matrices, string title, string? format = "0.##", int cell = 34, int columns = 0)
    {
        if (matrices.Count == 0 || matrices.Any(one => one.Values.Length == 0) || matrices.Sum(one => one.Values.Length) > LargestFields)
            throw new ArgumentException($"Matrices need fields, at most {LargestFields:N0} together.", nameof(matrices));
        int perRow = columns == 0 ? matrices.Count : columns;
        NamedMatrix[][] lines = [.. matrices.Chunk(perRow)];
        int gap = matrices.Any(one => one.Sign.Length > 0) ? Gap : Math.Max(Gap, matrices.Max(one => one.Values.GetLength(1)) / 6);
        int width = lines.Max(line => line.Sum(one => one.Values.GetLength(1)) + (gap * (line.Length - 1)));
        int[] heights = [.. lines.Select(line => line.Max(one => one.Values.GetLength(0)))];
        int between = Math.Max(1, (int)Math.Ceiling(22.0 / cell)), height = heights.Sum() + (between * lines.Length);

        var values = new double[height, width];
        foreach (ref double value in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref values[0, 0], values.Length))
            value = double.NaN;
        PlotlyFigure figure = new(title);
        var texts = new JsonArray();
        int top = between;
        foreach (var (line, tall) in lines.Zip(heights))
        {
            int left = 0;
            foreach (NamedMatrix one in line)
            {
                int rows = one.Values.GetLength(0), across = one.Values.GetLength(1), offset = top + ((tall - rows) / 2);
                for (int i = 0; i < one.Values.Length; i++)
                    values[offset + (i / across), left + (i % across)] = one.Values[i / across, i % across];
                texts.Add((JsonNode)Text(one.Name, left + ((across - 1) / 2.0), offset - 0.5, "bottom", 12));
                if (one.Sign.Length > 0)
                    texts.Add((JsonNode)Text($"<b>{one.Sign}</b>", left - 1, top + ((tall - 1) / 2.0), "middle", 18));
                left += across + gap;
            }
            top += tall + between;
        }
        double most = values.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(1).Max(Math.Abs);
        double[][] grid = [.. Enumerable.Range(0, height).Select(row => Enumerable.Range(0, width).Select(column => values[row, column]).ToArray())];
        string[] numbers = [.. Enumerable.Range(0, Math.Max(width, height)).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        PlotlyTrace field = PlotlyTrace.HeatMap(numbers[..width], numbers[..height], grid)
            .With("x", Numbers.Array(Enumerable.Range(0, width).Select(i => (double)i))).With("y", Numbers.Array(Enumerable.Range(0, height).Select(i => (double)i)))
            .With("colorscale", new JsonArray(new JsonArray(0, "#6BAED6"), new JsonArray(0.5, "#F4F6F8"), new JsonArray(1, "#F0A070")))
            .With("zmin", Numbers.Value(-Math.Max(most, 1e-30))).With("zmax", Numbers.Value(Math.Max(most, 1e-30))).With("showscale", false)
            .With("xgap", cell > 12 ? 2 : 0.5).With("ygap", cell > 12 ? 2 : 0.5).With("hoverongaps", false).With("hovertemplate", "%{z}<extra></extra>");
        if (format is not null)
            field = field.With("text", new JsonArray([.. grid.Select(row => (JsonNode)Numbers.Array(row.Select(value => Written(value, format))))]))
                .With("texttemplate", "%{text}").With("textfont", new JsonObject { ["color"] = Palette.Ink, ["size"] = Math.Min(12, cell / 2) });
        figure = figure.Add(field.With("type", "heatmap")).With("annotations", texts)
            .With("xaxis", Axis(-0.5, width - 0.5, false)).With("yaxis", Axis(height - 0.5, -0.5, true));
        return figure.With("margin", new JsonObject { ["l"] = 12, ["r"] = 12, ["t"] = 50, ["b"] = 10 }).WithHeight(60 + (cell * height));
    }

    // What is rounded to zero has no sign.
    private static string Written(double value, string format)
    {
        string text = double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
        return text.StartsWith('-') && !text.AsSpan().ContainsAnyInRange('1', '9') ? text[1..] : text;
    }

    private static JsonObject Text(string text, double x, double y, string anchor, int size) => new()
    {
        ["text"] = text, ["x"] = Numbers.Value(x), ["y"] = Numbers.Value(y), ["xref"] = "x", ["yref"] = "y", ["showarrow"] = false,
        ["xanchor"] = "center", ["yanchor"] = anchor, ["font"] = new JsonObject { ["size"] = size, ["color"] = Palette.Ink },
    };

    private static JsonObject Axis(double from, double to, bool anchored)
    {
        var axis = new JsonObject { ["range"] = Numbers.Array([from, to]), ["visible"] = false, ["fixedrange"] = true, ["constrain"] = "domain" };
        if (anchored)
            axis["scaleanchor"] = "x";
        return axis;
    }
}
