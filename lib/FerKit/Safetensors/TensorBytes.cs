using static TorchSharp.torch;

namespace FerKit.Safetensors;

/// <summary>Tensors from and to the bytes of a safetensors file.</summary>
internal static class TensorBytes
{
    /// <summary>A copy of one tensor of a file, on the CPU. The caller owns it.</summary>
    /// <exception cref="FerKitException">Torch has no such element type.</exception>
    public static Tensor Read(SafetensorsFile file, SafetensorsEntry entry)
    {
        var tensor = empty([.. entry.Shape], Type(file, entry));
        tensor.bytes = file.Bytes(entry.Name).ToArray();
        return tensor;
    }

    /// <summary>A tensor to be written. Its elements are read when it is: it must live until then.</summary>
    /// <exception cref="ArgumentException">An element type that files do not hold.</exception>
    public static SafetensorsTensor Describe(string name, Tensor tensor) =>
        new(name, Type(tensor.dtype), tensor.shape, stream => Use(tensor, bytes => stream.Write(bytes)));

    /// <summary>Hands out a tensor's bytes, row by row. From another device or order they are copied for as long as they are used: one tensor's at a time, for fresh memory costs more than the copying.</summary>
    public static void Use(Tensor tensor, Action<ReadOnlySpan<byte>> use)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        use(tensor.detach().cpu().contiguous().bytes);
    }

    private static ScalarType Type(SafetensorsFile file, SafetensorsEntry entry) => entry.DataType switch
    {
        SafetensorsDataType.Bool => ScalarType.Bool,
        SafetensorsDataType.U8 => ScalarType.Byte,
        SafetensorsDataType.I8 => ScalarType.Int8,
        SafetensorsDataType.I16 => ScalarType.Int16,
        SafetensorsDataType.I32 => ScalarType.Int32,
        SafetensorsDataType.I64 => ScalarType.Int64,
        SafetensorsDataType.F16 => ScalarType.Float16,
        SafetensorsDataType.BF16 => ScalarType.BFloat16,
        SafetensorsDataType.F32 => ScalarType.Float32,
        SafetensorsDataType.F64 => ScalarType.Float64,
        _ => throw new FerKitException($"{file.Path}: tensor '{entry.Name}' has elements of {entry.DataType.HeaderName()}, which torch does not hold; convert the file."),
    };

    private static SafetensorsDataType Type(ScalarType type) => type switch
    {
        ScalarType.Bool => SafetensorsDataType.Bool,
        ScalarType.Byte => SafetensorsDataType.U8,
        ScalarType.Int8 => SafetensorsDataType.I8,
        ScalarType.Int16 => SafetensorsDataType.I16,
        ScalarType.Int32 => SafetensorsDataType.I32,
        ScalarType.Int64 => SafetensorsDataType.I64,
        ScalarType.Float16 => SafetensorsDataType.F16,
        ScalarType.BFloat16 => SafetensorsDataType.BF16,
        ScalarType.Float32 => SafetensorsDataType.F32,
        ScalarType.Float64 => SafetensorsDataType.F64,
        _ => throw new ArgumentException($"a safetensors file holds no elements of {type}."),
    };
}
