using static TorchSharp.torch;

namespace FerKit.Torch.Interop;

/// <summary>One tensor in a stream, in TorchSharp's own format: element type, rank and sides as LEB128, then the elements.</summary>
internal static unsafe class TensorStream
{
    private const int MostDimensions = 64;

    public static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var copy = Copy(tensor, CPU);
        using var dense = Aten.Call("contiguous", copy);
        writer.Write7BitEncodedInt64((long)dense.dtype);
        writer.Write7BitEncodedInt64(dense.Dimensions);
        foreach (long side in dense.shape) writer.Write7BitEncodedInt64(side);
        writer.Flush();
        byte* data = (byte*)Native.TensorData(dense.Handle);
        long bytes = dense.NumberOfElements * dense.ElementSize;
        for (long done = 0; done < bytes; done += int.MaxValue)
            writer.BaseStream.Write(new ReadOnlySpan<byte>(data + done, (int)Math.Min(int.MaxValue, bytes - done)));
    }

    /// <summary>Reads a tensor onto a device. It belongs to the caller, or to the current dispose scope.</summary>
    /// <exception cref="InvalidDataException">The bytes are no tensor.</exception>
    /// <exception cref="EndOfStreamException">The stream ends too early.</exception>
    public static Tensor Read(BinaryReader reader, Device device)
    {
        long dtype = reader.Read7BitEncodedInt64(), dimensions = reader.Read7BitEncodedInt64();
        if (!Enum.IsDefined((ScalarType)dtype) || dimensions is < 0 or > MostDimensions)
            throw new InvalidDataException($"the stream holds no tensor here (element type {dtype}, {dimensions} dimensions).");
        var shape = new long[dimensions];
        for (int i = 0; i < shape.Length; i++) shape[i] = reader.Read7BitEncodedInt64();
        using var read = Aten.Call("empty.memory_format", shape, dtype, null as long?, CPU);
        byte* data = (byte*)Native.TensorData(read.Handle);
        long bytes = read.NumberOfElements * read.ElementSize;
        for (long done = 0; done < bytes; done += int.MaxValue)
            reader.BaseStream.ReadExactly(new Span<byte>(data + done, (int)Math.Min(int.MaxValue, bytes - done)));
        return Copy(read, device);
    }

    /// <summary>A copy on a device that keeps type and storage order and no graph.</summary>
    public static Tensor Copy(Tensor tensor, Device device)
    {
        using var plain = Aten.Call("detach", tensor);
        return Aten.Call("_to_copy", plain, null as long?, null as long?, device);
    }
}
