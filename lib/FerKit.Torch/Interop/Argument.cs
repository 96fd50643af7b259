using static TorchSharp.torch;

namespace FerKit.Torch.Interop;

/// <summary>
/// One argument of an operator, made from a C# value by an implicit conversion. Null, of any kind, is the schema's
/// None. Int becomes Double where the schema wants one.
/// </summary>
internal readonly struct Argument
{
    internal Tag Tag { get; private init; }
    internal long Bits { get; private init; }
    internal object? Reference { get; private init; }

    public static implicit operator Argument(Tensor? value) => value is null ? default : new() { Tag = Tag.Tensor, Bits = value.Handle, Reference = value };
    public static implicit operator Argument(long value) => new() { Tag = Tag.Int, Bits = value };
    public static implicit operator Argument(int value) => (long)value;
    public static implicit operator Argument(long? value) => value is { } given ? given : default(Argument);
    public static implicit operator Argument(int? value) => value is { } given ? given : default(Argument);
    public static implicit operator Argument(double value) => new() { Tag = Tag.Double, Bits = BitConverter.DoubleToInt64Bits(value) };
    public static implicit operator Argument(double? value) => value is { } given ? given : default(Argument);
    public static implicit operator Argument(bool value) => new() { Tag = Tag.Bool, Bits = value ? 1 : 0 };
    public static implicit operator Argument(bool? value) => value is { } given ? given : default(Argument);
    public static implicit operator Argument(ScalarType value) => (long)value;
    public static implicit operator Argument(ScalarType? value) => value is { } given ? given : default(Argument);
    public static implicit operator Argument(TorchSharp.Scalar? value) => value?.AsArgument() ?? default;
    public static implicit operator Argument(Device? value) => value is null ? default : new() { Tag = Tag.Device, Bits = value.Packed };
    public static implicit operator Argument(Generator? value) => value is null ? default : new() { Tag = Tag.Generator, Bits = value.Handle, Reference = value };
    public static implicit operator Argument(long[]? value) => List(Tag.IntList, value);
    public static implicit operator Argument(double[]? value) => List(Tag.DoubleList, value);
    public static implicit operator Argument(bool[]? value) => List(Tag.BoolList, value);
    public static implicit operator Argument(string? value) => List(Tag.String, value);
    public static implicit operator Argument(Tensor?[]? value) => List(Tag.TensorList, value);

    /// <summary>A list of tensors, which may hold nulls where the schema allows it.</summary>
    public static Argument Tensors(IEnumerable<Tensor?> tensors) => tensors as Tensor?[] ?? tensors.ToArray();

    /// <summary>A list of tensors by handle, which the caller keeps alive.</summary>
    public static Argument Handles(long[] handles) => List(Tag.TensorList, handles);

    /// <summary>A tensor by handle, which the caller keeps alive.</summary>
    public static Argument Handle(long handle) => new() { Tag = Tag.Tensor, Bits = handle };

    private static Argument List(Tag tag, object? list) => list is null ? default : new() { Tag = tag, Reference = list };
}
