using System.Globalization;
using System.Text.Json.Nodes;

namespace FerKit.Figures;

/// <summary>Numbers as figures carry them: six significant digits, so that files stay small and equal runs give equal bytes.</summary>
internal static class Numbers
{
    internal static JsonArray Array(IEnumerable<double> values) => [.. values.Select(Value)];

    internal static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => (JsonNode)value)];

    /// <summary>The number; null (a gap in the curve) when it is not finite.</summary>
    internal static JsonNode? Value(double value) =>
        double.IsFinite(value) ? JsonNode.Parse(double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)) : null;
}
