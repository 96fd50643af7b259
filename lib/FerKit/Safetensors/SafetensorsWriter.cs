using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FerKit.Safetensors;

/// <summary>
/// Writes safetensors files. Equal tensors and metadata give equal bytes, whatever the order they are given in:
/// tensors lie as the reference implementation puts them (by falling alignment of their type, then by name),
/// metadata keys are sorted, and the header is padded with blanks to a multiple of 8.
/// </summary>
public static class SafetensorsWriter
{
    private const int Piece = 1 << 16;

    /// <summary>
    /// Writes the file whole or not at all (see <see cref="AtomicFile"/>). The bytes of one tensor after another
    /// are streamed to the disk, so the file may be larger than memory.
    /// </summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="tensors">What it holds.</param>
    /// <param name="metadata">Free text by key; null for none.</param>
    /// <param name="cancellation">Looked at before each tensor.</param>
    /// <param name="keep">Where an older file goes, as in <see cref="AtomicFile.Write"/>.</param>
    /// <exception cref="ArgumentException">Two tensors of one name.</exception>
    /// <exception cref="InvalidOperationException">A callback wrote fewer or more bytes than its tensor has.</exception>
    /// <exception cref="FerKitException">The file cannot be written, or its header would be over the format's 100 MB.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing was left behind.</exception>
    public static void Write(
        string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellation = default, string? keep = null)
    {
        SafetensorsTensor[] ordered = Ordered(tensors);
        byte[] header = CheckedHeader(path, ordered, metadata);
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (SafetensorsTensor tensor in ordered)
            {
                cancellation.ThrowIfCancellationRequested();
                long begin = stream.Position;
                tensor.WriteBytes(stream);
                if (stream.Position - begin != tensor.Length)
                    throw new InvalidOperationException($"Tensor '{tensor.Name}' wrote {stream.Position - begin} bytes and has {tensor.Length}.");
            }
            cancellation.ThrowIfCancellationRequested();
        }, keep);
    }

    /// <summary>
    /// The bytes that <see cref="Write"/> writes before and after one of the tensors, for a caller who has that one's bytes in
    /// place already. Errors as there.
    /// </summary>
    internal static (byte[] Before, byte[] After) Around(
        string name, string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        SafetensorsTensor[] ordered = Ordered(tensors);
        using var before = new MemoryStream();
        using var after = new MemoryStream();
        before.Write(CheckedHeader(path, ordered, metadata));
        int middle = Array.FindIndex(ordered, tensor => tensor.Name == name);
        for (int i = 0; i < ordered.Length; i++)
            if (i != middle) ordered[i].WriteBytes(i < middle ? before : after);
        return (before.ToArray(), after.ToArray());
    }

    private static SafetensorsTensor[] Ordered(IEnumerable<SafetensorsTensor> tensors)
    {
        SafetensorsTensor[] ordered = [.. tensors.OrderByDescending(t => t.DataType).ThenBy(t => t.Name, StringComparer.Ordinal)];
        return ordered.GroupBy(t => t.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new ArgumentException($"Two tensors are named '{twice.Key}'.", nameof(tensors)) : ordered;
    }

    // Its length in 8 bytes, and the header.
    private static byte[] CheckedHeader(string path, SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        byte[] header = Header(tensors, metadata);
        if (header.Length - 8 > SafetensorsHeader.MaxLength)
            throw new FerKitException($"{OneLine.Of(path)}: its header would take {header.Length - 8} bytes and the format allows {SafetensorsHeader.MaxLength}; write fewer tensors or less metadata");
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)header.Length - 8);
        return header;
    }

    // Behind eight bytes of nothing.
    private static byte[] Header(SafetensorsTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var text = new MemoryStream();
        text.Write(new byte[8]);
        // The reference implementation writes letters of all scripts as they are.
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
                WriteMetadata(json, metadata);
            long offset = 0;
            foreach (SafetensorsTensor tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.DataType.HeaderName());
                WriteNumbers(json, "shape", tensor.Shape);
                WriteNumbers(json, "data_offsets", [offset, offset += tensor.Length]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (text.Length % 8 != 0)
            text.WriteByte((byte)' ');
        return text.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
            WriteText(json, key, value);
        json.WriteEndObject();
    }

    // Piece by piece: for a whole text the writer takes six times its memory, in case that every letter must be escaped.
    private static void WriteText(Utf8JsonWriter json, string key, string value)
    {
        json.WritePropertyName(key);
        int begin = 0;
        for (; value.Length - begin > Piece; begin += Piece)
        {
            json.WriteStringValueSegment(value.AsSpan(begin, Piece), isFinalSegment: false);
            json.Flush();
        }
        json.WriteStringValueSegment(value.AsSpan(begin), isFinalSegment: true);
    }

    private static void WriteNumbers(Utf8JsonWriter json, string key, IReadOnlyList<long> numbers)
    {
        json.WriteStartArray(key);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
