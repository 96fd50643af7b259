using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace FerKit.Data.Readers;

/// <summary>A whole number that NumPy saved by itself (format 1.0 to 3.0), as a number or as text.</summary>
internal static partial class NpyScalar
{
    // A scalar's file is under 200 bytes; another one is no scalar.
    private const int Longest = 4_096;

    /// <summary>Reads it.</summary>
    /// <exception cref="FerKitException">Missing or no such file; the message does not name it.</exception>
    public static int Read(string path)
    {
        byte[] file;
        try
        {
            // Looked at before it is opened: opening a pipe would wait for ever.
            if (LinkTarget.Of(path).Length is 0 or > Longest) throw new FerKitException("is no single number");
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FerKitException(File.Exists(path) ? "cannot be read" : "no such file", e);
        }
        if (file.Length < 12 || file[0] != 0x93 || !file.AsSpan(1, 5).SequenceEqual("NUMPY"u8))
            throw new FerKitException("is no NumPy file");
        int prefix = file[6] == 1 ? 10 : 12;
        long header = file[6] == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8));
        if (prefix + header > file.Length) throw new FerKitException("is cut off");
        Match type = DataType().Match(Encoding.UTF8.GetString(file, prefix, (int)header));
        ReadOnlySpan<byte> data = file.AsSpan(prefix + (int)header);
        int width = type.Success && int.TryParse(type.Groups[2].Value, CultureInfo.InvariantCulture, out int w) ? w : 0;
        double value = (type.Groups[1].Value, width) switch
        {
            ("U", _) when width is > 0 and < 16 && data.Length == 4 * width => Parse(Encoding.UTF32.GetString(data)),
            ("S", _) when width is > 0 and < 16 && data.Length == width => Parse(Encoding.ASCII.GetString(data)),
            ("i" or "u", 1) when data.Length == 1 => data[0],
            ("i" or "u", 2) when data.Length == 2 => BinaryPrimitives.ReadInt16LittleEndian(data),
            ("i" or "u", 4) when data.Length == 4 => BinaryPrimitives.ReadInt32LittleEndian(data),
            ("i" or "u", 8) when data.Length == 8 => BinaryPrimitives.ReadInt64LittleEndian(data),
            ("f", 4) when data.Length == 4 => BinaryPrimitives.ReadSingleLittleEndian(data),
            ("f", 8) when data.Length == 8 => BinaryPrimitives.ReadDoubleLittleEndian(data),
            _ => double.NaN,
        };
        return value == Math.Floor(value) && Math.Abs(value) < int.MaxValue ? (int)value : throw new FerKitException("holds no whole number");
    }

    private static double Parse(string text) =>
        double.TryParse(text.TrimEnd('\0'), CultureInfo.InvariantCulture, out double value) ? value : double.NaN;

    [GeneratedRegex(@"'descr': '[<|=]([USiuf])(\d+)'")]
    private static partial Regex DataType();
}
