using FerKit.Torch.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

// TorchSharp's format of one tensor: element type and dimensions as LEB128 numbers, then the elements in row order.
public static partial class TensorExtensionMethods
{
    public static unsafe void Save(this Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        long[] shape = tensor.shape;
        writer.Write7BitEncodedInt64(shape.Length);
        foreach (long side in shape) writer.Write7BitEncodedInt64(side);
        writer.Flush();
        using var frozen = no_grad();
        using var near = Aten.Call("to.device", tensor, CPU, tensor.dtype);
        using var rows = Aten.Call("contiguous", near);
        using var bytes = new UnmanagedMemoryStream((byte*)Native.TensorData(rows.Handle), rows.numel() * rows.ElementSize);
        bytes.CopyTo(writer.BaseStream);
    }

    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        tensor.Save(writer);
    }

    public static void Save(this Tensor tensor, string location)
    {
        using var stream = File.Create(location);
        tensor.Save(stream);
    }

    /// <summary>Reads a tensor of any type and shape; with <paramref name="skip"/> its elements are zeros and those of the file are passed over.</summary>
    /// <exception cref="FormatException">What was read is no tensor.</exception>
    /// <exception cref="EndOfStreamException">The stream ends before the tensor does.</exception>
    public static unsafe Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, shape) = ReadHeader(reader);
        var tensor = Aten.Call(skip ? "zeros" : "empty.memory_format", shape, type);
        try
        {
            long count = tensor.numel() * tensor.ElementSize;
            if (skip) reader.BaseStream.Seek(count, SeekOrigin.Current);
            else ReadExactly(reader.BaseStream, (byte*)Native.TensorData(tensor.Handle), count);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    /// <summary>Reads into a tensor of the same type and shape.</summary>
    /// <exception cref="ArgumentException">Type or shape differ.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        using var read = Load(reader, skip);
        if (skip) return;
        if (read.dtype != tensor.dtype || !read.shape.AsSpan().SequenceEqual(tensor.shape))
            throw new ArgumentException($"The file has {read.dtype} of ({string.Join(", ", read.shape)}) and the tensor is {tensor.dtype} of ({string.Join(", ", tensor.shape)}).", nameof(tensor));
        using var frozen = no_grad();
        Aten.InPlace("copy_", tensor, read);
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = (ScalarType)reader.Read7BitEncodedInt64();
        long dimensions = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined(type) || dimensions is < 0 or > 64) throw new FormatException("not a tensor");
        var shape = new long[dimensions];
        Int128 bytes = type.Bytes();
        for (int i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Read7BitEncodedInt64();
            bytes *= shape[i];
            if (shape[i] < 0 || bytes > long.MaxValue) throw new FormatException("not a tensor");
        }
        // A damaged size must not allocate memory that the file could never fill.
        var stream = reader.BaseStream;
        if (stream.CanSeek && bytes > stream.Length - stream.Position) throw new EndOfStreamException("The file ends within a tensor.");
        return (type, shape);
    }

    private static unsafe void ReadExactly(Stream stream, byte* target, long count)
    {
        while (count > 0)
        {
            int part = (int)Math.Min(count, 1 << 20);
            stream.ReadExactly(new Span<byte>(target, part));
            target += part;
            count -= part;
        }
    }
}
