using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The element type of each C# type.</summary>
internal static class ElementTypes
{
    public static ScalarType Of<T>() => Of(typeof(T));

    /// <exception cref="ArgumentException">No tensor has elements of this type.</exception>
    public static ScalarType Of(Type type) =>
        type == typeof(float) ? ScalarType.Float32
        : type == typeof(long) ? ScalarType.Int64
        : type == typeof(byte) ? ScalarType.Byte
        : type == typeof(double) ? ScalarType.Float64
        : type == typeof(int) ? ScalarType.Int32
        : type == typeof(bool) ? ScalarType.Bool
        : type == typeof(short) ? ScalarType.Int16
        : type == typeof(sbyte) ? ScalarType.Int8
        : type == typeof(Half) ? ScalarType.Float16
        : throw new ArgumentException($"no tensor has elements of type {type.Name}.");
}
