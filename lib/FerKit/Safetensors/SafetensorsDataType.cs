namespace FerKit.Safetensors;

/// <summary>
/// Element types of the format, in the reference implementation's order of growing alignment: tensors are laid
/// out from the last of these to the first, so that each is aligned.
/// </summary>
public enum SafetensorsDataType
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer.</summary>
    U8,

    /// <summary>Signed 8-bit integer.</summary>
    I8,

    /// <summary>Signed 16-bit integer.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer.</summary>
    U16,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>The upper half of a single-precision number.</summary>
    BF16,

    /// <summary>Signed 32-bit integer.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer.</summary>
    U32,

    /// <summary>IEEE single precision.</summary>
    F32,

    /// <summary>IEEE double precision.</summary>
    F64,

    /// <summary>Signed 64-bit integer.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer.</summary>
    U64,
}

/// <summary>Sizes and header names of <see cref="SafetensorsDataType"/>.</summary>
public static class SafetensorsDataTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int ItemSize(this SafetensorsDataType type) => type switch
    {
        SafetensorsDataType.Bool or SafetensorsDataType.U8 or SafetensorsDataType.I8 => 1,
        SafetensorsDataType.I16 or SafetensorsDataType.U16 or SafetensorsDataType.F16 or SafetensorsDataType.BF16 => 2,
        SafetensorsDataType.I32 or SafetensorsDataType.U32 or SafetensorsDataType.F32 => 4,
        SafetensorsDataType.F64 or SafetensorsDataType.I64 or SafetensorsDataType.U64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No such element type."),
    };

    /// <summary>The name in a file's header: <c>BOOL</c>, <c>U8</c>, ... <c>BF16</c>, ... <c>U64</c>.</summary>
    public static string HeaderName(this SafetensorsDataType type) =>
        type == SafetensorsDataType.Bool ? "BOOL" : type.ToString();

    /// <summary>The type of a header name, which is case-sensitive; null when there is none.</summary>
    public static SafetensorsDataType? FromHeaderName(string name)
    {
        foreach (SafetensorsDataType type in Enum.GetValues<SafetensorsDataType>())
        {
            if (type.HeaderName() == name)
                return type;
        }
        return null;
    }
}
