namespace FerKit.Safetensors;

/// <summary>What a file's header says of one tensor.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DataType">Its element type.</param>
/// <param name="Shape">Its sizes; empty for a scalar.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
public sealed record SafetensorsEntry(
    string Name, SafetensorsDataType DataType, IReadOnlyList<long> Shape, long Begin, long End)
{
    /// <summary>Its size in bytes.</summary>
    public long Length => End - Begin;

    /// <summary>The shape as messages print it: <c>(2, 3)</c>.</summary>
    public string ShapeText => $"({string.Join(", ", Shape)})";
}
