using System.Text.Json;

namespace FerKit.Safetensors;

/// <summary>Reads one tensor's object of the header: <c>{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}</c>.</summary>
internal static class SafetensorsEntryReader
{
    /// <summary>Reads from the object's opening brace to its closing one; keys that are not known are passed over.</summary>
    public static SafetensorsEntry Read(ref Utf8JsonReader reader, string name, string path)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new SafetensorsException(path, name, "is not described by a JSON object");
        SafetensorsDataType? type = null;
        List<long>? shape = null, offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            bool twice = (key == "dtype" && type is not null) || (key == "shape" && shape is not null)
                || (key == "data_offsets" && offsets is not null);
            if (twice)
                throw new SafetensorsException(path, name, $"has {key} twice");
            switch (key)
            {
                case "dtype":
                    type = ReadType(ref reader, name, path);
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name, key, path);
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name, key, path);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        if (type is null || shape is null || offsets is null)
            throw new SafetensorsException(path, name, "lacks dtype, shape or data_offsets");
        if (offsets.Count != 2 || offsets[0] > offsets[1])
            throw new SafetensorsException(path, name, $"has data_offsets [{OneLine.Of(string.Join(", ", offsets))}] that are not a begin and an end");
        return Checked(new SafetensorsEntry(name, type.Value, shape, offsets[0], offsets[1]), path);
    }

    private static SafetensorsDataType ReadType(ref Utf8JsonReader reader, string name, string path)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is null
            ? throw new SafetensorsException(path, name, "has a dtype that is not a string")
            : SafetensorsDataTypes.FromHeaderName(text)
                ?? throw new SafetensorsException(path, name, $"has an unknown dtype '{OneLine.Of(text)}'");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader reader, string name, string key, string path)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new SafetensorsException(path, name, $"has a {key} that is not an array");
        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // Unsigned, so that "-0" is refused like every other sign.
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetUInt64(out ulong number) || number > long.MaxValue)
                throw new SafetensorsException(path, name, $"has a {key} that is not all whole numbers from 0 to 2^63 - 1");
            numbers.Add((long)number);
        }
        return numbers;
    }

    private static SafetensorsEntry Checked(SafetensorsEntry entry, string path)
    {
        long bytes;
        try
        {
            bytes = SafetensorsTensor.ByteCount(entry.DataType, entry.Shape);
        }
        catch (OverflowException)
        {
            throw new SafetensorsException(path, entry.Name, $"has a shape {OneLine.Of(entry.ShapeText)} whose size overflows");
        }
        if (bytes != entry.Length)
            throw new SafetensorsException(path, entry.Name,
                $"has {entry.Length} bytes, but {entry.DataType.HeaderName()} of shape {OneLine.Of(entry.ShapeText)} takes {bytes}");
        return entry;
    }
}
